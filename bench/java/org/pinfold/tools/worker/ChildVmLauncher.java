package org.pinfold.tools.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pinfold.tools.peer.PeerKind;
import org.pinfold.tools.peer.Peers;

/** Starts each worker in a new virtual machine, of the JDK and with the class path of this one. */
public final class ChildVmLauncher implements Worker.Launcher {
    private static final long LEAST_HEAP_MIB = 512;
    private static final long HEAP_BYTES_PER_SLOT = 512;
    private static final long MIB = 1 << 20;

    private final Peers peers;
    private final Duration timeout;

    /** Workers that may take {@code timeout} for each answer. */
    public ChildVmLauncher(Peers peers, Duration timeout) {
        this.peers = peers;
        this.timeout = timeout;
    }

    @Override
    public Worker start(Job job, int slots) throws WorkerException {
        ProcessBuilder builder = new ProcessBuilder(command(job.purpose(), slots));
        peers.named(job.allocator()).map(PeerKind::environment).ifPresent(builder.environment()::putAll);
        try {
            return new ChildVm(builder.start(), job, timeout);
        } catch (IOException e) {
            throw new WorkerException(WorkerException.Kind.FAILED, "its virtual machine does not start: " + e);
        }
    }

    private static List<String> command(Job.Purpose purpose, int slots) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"),
                "-XX:ErrorFile=" + Path.of(System.getProperty("java.io.tmpdir"), "pinfold-replay-%p.log")));
        command.addAll(options(purpose, slots));
        command.add(WorkerMain.class.getName());
        return command;
    }

    /** The options that the virtual machine of a worker for {@code purpose} is started with. */
    public static List<String> options(Job.Purpose purpose, int slots) {
        long heap = LEAST_HEAP_MIB + slots * HEAP_BYTES_PER_SLOT / MIB;
        List<String> options = new ArrayList<>(List.of(
                "--enable-native-access=ALL-UNNAMED",
                // One thread collects, and its CPU time is not the replaying thread's.
                "-XX:+UseSerialGC",
                "-Xms" + heap + "m",
                "-Xmx" + heap + "m",
                "-XX:MaxDirectMemorySize=64g",
                "-Dio.netty.leakDetection.level=disabled"));
        if (purpose == Job.Purpose.MEMORY) {
            // The Java heap is resident before the replay starts, and the compilers stay small.
            options.addAll(List.of("-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1"));
        }
        return options;
    }
}
