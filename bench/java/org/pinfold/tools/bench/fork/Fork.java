package org.pinfold.tools.bench.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pinfold.tools.bench.Cases;
import org.pinfold.tools.peer.PeerKind;

/** A virtual machine that runs one benchmark with one allocator, of the JDK and with the class path of this one. */
public final class Fork {
    private static final int ERROR_LINES = 10;
    private static final long LEAST_TIMEOUT_MILLIS = 120_000;
    private static final long LEAST_HEAP_MIB = 1024;
    private static final long HEAP_SHARE = 4;
    private static final long MIB = 1 << 20;
    private static final int SLOWEST = 20;

    private Fork() {
    }

    /** The options that a fork is started with which has {@code liveBytes} in blocks at the peak. */
    static List<String> options(long liveBytes) {
        // Pinfold has a byte on the Java heap for every 16 bytes of small blocks, and a benchmark has its slots.
        long heapMib = LEAST_HEAP_MIB + liveBytes / HEAP_SHARE / MIB;
        return List.of(
                "--enable-native-access=ALL-UNNAMED",
                // LWJGL, Netty and JCTools still use it.
                "--sun-misc-unsafe-memory-access=allow",
                // One thread collects, and its CPU time is not the measured thread's.
                "-XX:+UseSerialGC",
                "-Xms" + heapMib + "m",
                "-Xmx" + heapMib + "m",
                "-XX:MaxDirectMemorySize=64g",
                "-Dio.netty.leakDetection.level=disabled");
    }

    /**
     * Measures {@code kind}.
     *
     * @param before what the command line begins with: nothing, or a program that starts the virtual machine
     * @throws IOException if the virtual machine gave no answer; the message is its last words
     */
    public static ForkAnswer run(PeerKind kind, ForkJob job, List<String> before)
            throws IOException, InterruptedException {
        Path answer = Files.createTempFile("pinfold-bench", ".answer");
        Path errors = Files.createTempFile("pinfold-bench", ".errors");
        try {
            ProcessBuilder builder = new ProcessBuilder(command(job, before)).redirectOutput(answer.toFile())
                    .redirectError(errors.toFile());
            builder.environment().putAll(kind.environment());
            Process process = builder.start();
            try {
                await(process, timeoutMillis(job));
            } finally {
                process.destroyForcibly();
            }
            if (process.exitValue() != 0) {
                throw new IOException("its virtual machine ended with status " + process.exitValue() + ": "
                        + lastLines(errors));
            }
            return ForkAnswer.of(Files.readString(answer));
        } finally {
            Files.delete(answer);
            Files.delete(errors);
        }
    }

    private static void await(Process process, long timeoutMillis) throws IOException, InterruptedException {
        if (!process.waitFor(timeoutMillis, TimeUnit.MILLISECONDS)) {
            throw new IOException("no answer within " + timeoutMillis / 1000 + " s");
        }
    }

    private static long timeoutMillis(ForkJob job) {
        return LEAST_TIMEOUT_MILLIS + SLOWEST * (job.warmUpMillis() + (long) job.windows() * job.windowMillis());
    }

    private static List<String> command(ForkJob job, List<String> before) {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options(Cases.named(job.row()).orElseThrow().demand(job.threads()).peakLiveBytes()));
        command.add("-XX:ErrorFile=" + Path.of(System.getProperty("java.io.tmpdir"), "pinfold-bench-%p.log"));
        command.add("-Dpinfold.home=" + System.getProperty("pinfold.home", ""));
        String classPath = System.getProperty("java.class.path");
        command.addAll(SharedClasses.options(classPath));
        command.addAll(List.of("-cp", classPath, ForkMain.class.getName()));
        command.addAll(job.arguments());
        return command;
    }

    private static String lastLines(Path errors) throws IOException {
        List<String> lines = Files.readAllLines(errors);
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - ERROR_LINES),
                lines.size()));
    }
}
