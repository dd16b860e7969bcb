package com.example.echo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A server in a virtual machine of its own, so that its memory can be told from the client's. */
final class ServerProcess implements AutoCloseable {
    /** All of the Java heap is resident from the start: what differs between servers is elsewhere. */
    private static final List<String> VM = List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch",
            "-XX:+UseParallelGC", "--enable-native-access=ALL-UNNAMED");
    /** What Netty takes to use Unsafe on a JDK on which it does not by default. */
    private static final List<String> UNSAFE =
            List.of("-Dio.netty.noUnsafe=false", "--sun-misc-unsafe-memory-access=allow");

    private static final double KIB = 1024;

    private final Process process;
    private final int port;

    ServerProcess(Allocator allocator, int threads, boolean unsafe) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(VM);
        command.add(allocator.option());
        if (unsafe) {
            command.addAll(UNSAFE);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), EchoServer.class.getName(),
                allocator.name(), Integer.toString(threads)));
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            port = readPort();
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private int readPort() throws IOException {
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        if (line == null || !line.startsWith(EchoServer.READY)) {
            throw new IOException("the server did not start, it said: " + line);
        }
        return Integer.parseInt(line.substring(EchoServer.READY.length()));
    }

    int port() {
        return port;
    }

    /** What is resident now. */
    double residentMib() throws IOException {
        return status("VmRSS:") / KIB;
    }

    /** The most that was resident so far. */
    double peakMib() throws IOException {
        return status("VmHWM:") / KIB;
    }

    /**
     * Has C's allocator give back what nobody uses. What the compilers have left there differs from run to run by more
     * than allocators of buffers do.
     */
    void trim() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()), "System.trim_native_heap").redirectErrorStream(true).start();
        String told = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("the server could not be told to trim its native heap: " + told);
        }
    }

    /** How long its threads have run so far, all together. */
    Duration cpuTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    private long status(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("the system does not tell " + name);
    }

    /** Ends the server, by the end of its input, and waits for that. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
        } catch (CompletionException e) {
            process.destroyForcibly();
            throw new IOException("the server did not end", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("the server ended with exit code " + process.exitValue());
        }
    }
}
