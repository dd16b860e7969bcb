package org.pinfold.tools.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.pinfold.tools.peer.PeerMissingException;
import org.pinfold.tools.peer.Peers;

/** The main class of a worker's virtual machine. It ends when its standard input does. */
public final class WorkerMain {
    private final ObjectMapper json = new ObjectMapper();
    private final BufferedReader requests;
    private final PrintStream answers;

    private WorkerMain(BufferedReader requests, PrintStream answers) {
        this.requests = requests;
        this.answers = answers;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream answers = System.out;
        // Whatever a library prints must not be taken for an answer.
        System.setOut(System.err);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        new WorkerMain(requests, answers).serve();
    }

    private void serve() throws IOException, InterruptedException {
        Job job = json.readValue(requests.readLine(), Job.class);
        try (Session session = new Session(Peers.standard(), job)) {
            Thread thread = session.newThread(() -> answerAll(session));
            thread.start();
            thread.join();
        } catch (PeerMissingException e) {
            failToAll(WorkerException.Kind.MISSING, e.getMessage());
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            failToAll(WorkerException.Kind.FAILED, e.toString());
        }
    }

    private void answerAll(Session session) {
        try {
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                answer(answerTo(session, json.readValue(line, Action.class)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer answerTo(Session session, Action action) throws IOException {
        try {
            return new Answer(json.valueToTree(session.handle(action)), null, null);
        } catch (PeerMissingException e) {
            return new Answer(null, WorkerException.Kind.MISSING, e.getMessage());
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            return new Answer(null, WorkerException.Kind.FAILED, e.toString());
        }
    }

    private void failToAll(WorkerException.Kind kind, String message) throws IOException {
        while (requests.readLine() != null) {
            answer(new Answer(null, kind, message));
        }
    }

    private void answer(Answer answer) throws IOException {
        answers.println(json.writeValueAsString(answer));
        answers.flush();
    }
}
