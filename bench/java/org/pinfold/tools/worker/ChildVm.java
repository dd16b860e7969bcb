package org.pinfold.tools.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.pinfold.tools.worker.WorkerException.Kind;

/** A worker in a virtual machine of its own, driven through its standard streams. */
final class ChildVm implements Worker {
    private static final int ERROR_LINES_KEPT = 20;
    private static final long STREAM_END_MILLIS = 2000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final OutputStream requests;
    private final Duration timeout;
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
    private final Deque<String> lastErrors = new ArrayDeque<>();
    private final Thread errorReader;

    ChildVm(Process process, Job job, Duration timeout) throws WorkerException {
        this.process = process;
        this.timeout = timeout;
        requests = process.getOutputStream();
        start(() -> readAnswers(process.getInputStream()));
        errorReader = start(() -> readErrors(process.getErrorStream()));
        send(job);
    }

    @Override
    public <T> T ask(Action action, Class<T> answerClass) throws WorkerException {
        send(action);
        Answer answer = receive();
        if (answer.failure() != null) {
            throw new WorkerException(answer.failure(), answer.message());
        }
        try {
            return JSON.treeToValue(answer.value(), answerClass);
        } catch (JsonProcessingException e) {
            throw new WorkerException(Kind.FAILED, "answered something else than a " + answerClass.getSimpleName()
                    + ": " + e.getOriginalMessage());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void send(Object request) throws WorkerException {
        try {
            requests.write((JSON.writeValueAsString(request) + "\n").getBytes(StandardCharsets.UTF_8));
            requests.flush();
        } catch (IOException e) {
            throw crashed();
        }
    }

    /** The next line that is an answer. Anything else is the virtual machine's own, for instance of its crash. */
    private Answer receive() throws WorkerException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            Optional<String> line = next(deadline);
            if (line == null) {
                process.destroyForcibly();
                throw new WorkerException(Kind.TIMED_OUT, "no answer within " + timeout.toSeconds() + " s");
            }
            if (line.isEmpty()) {
                throw crashed();
            }
            try {
                return JSON.readValue(line.get(), Answer.class);
            } catch (JsonProcessingException e) {
                keep(line.get());
            }
        }
    }

    /** The next line, empty at the end of the stream, or null once the deadline has passed. */
    private Optional<String> next(long deadline) throws WorkerException {
        try {
            return answers.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new WorkerException(Kind.FAILED, "interrupted");
        }
    }

    private WorkerException crashed() {
        String end;
        try {
            end = "ended with status " + process.waitFor();
            errorReader.join(STREAM_END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end = "ended";
        }
        synchronized (lastErrors) {
            return new WorkerException(Kind.CRASHED,
                    "its virtual machine " + end + System.lineSeparator() + String.join(System.lineSeparator(),
                            lastErrors));
        }
    }

    private void readAnswers(InputStream stream) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.add(Optional.of(line));
            }
        } catch (IOException e) {
            keep("its output ended: " + e);
        }
        answers.add(Optional.empty());
    }

    private void readErrors(InputStream stream) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
            }
        } catch (IOException e) {
            keep("its error output ended: " + e);
        }
    }

    private void keep(String line) {
        synchronized (lastErrors) {
            lastErrors.addLast(line);
            if (lastErrors.size() > ERROR_LINES_KEPT) {
                lastErrors.removeFirst();
            }
        }
    }

    private static Thread start(Runnable reader) {
        Thread thread = new Thread(reader, "worker-stream");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
