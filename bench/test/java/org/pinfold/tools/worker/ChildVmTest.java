package org.pinfold.tools.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.tools.peer.PeerKind;
import org.pinfold.tools.peer.PeerMissingException;
import org.pinfold.tools.peer.Peers;
import org.pinfold.tools.replay.CheckResult;
import org.pinfold.tools.trace.Traces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ChildVmTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @Test
    void runsTheAllocatorNamedInAVirtualMachineOfItsOwn() throws Exception {
        CheckResult result = check("glibc");
        assertTrue(result.passed(), result::toString);
        assertTrue(result.identity().contains("libc.so.6"), result.identity());
    }

    @Test
    void runsPinfold() throws Exception {
        CheckResult result = check(Peers.PINFOLD_EXACT);
        assertTrue(result.passed(), result::toString);
        assertEquals("org.pinfold.Heap, frees EXACT", result.identity());
        assertTrue(result.audit().passed());
    }

    @Test
    void anUnknownAllocatorIsAFailureInWords() {
        WorkerException e = assertThrows(WorkerException.class, () -> check("none"));
        assertEquals(WorkerException.Kind.FAILED, e.kind());
        assertTrue(e.getMessage().contains("no allocator 'none'"), e.getMessage());
    }

    @Test
    void aVirtualMachineThatEndsIsACrash() throws IOException {
        Process process = new ProcessBuilder("sh", "-c", "read job; read action; echo last words >&2; exit 7").start();
        WorkerException e = assertThrows(WorkerException.class, () -> ask(process, LONG));
        assertEquals(WorkerException.Kind.CRASHED, e.kind());
        assertTrue(e.getMessage().contains("ended with status 7"), e.getMessage());
        assertTrue(e.getMessage().contains("last words"), e.getMessage());
    }

    @Test
    void aVirtualMachineThatIsSilentTimesOutAndIsEnded() throws Exception {
        Process process = new ProcessBuilder("sleep", "600").start();
        WorkerException e = assertThrows(WorkerException.class, () -> ask(process, Duration.ofMillis(1)));
        assertEquals(WorkerException.Kind.TIMED_OUT, e.kind());
        assertTrue(process.waitFor() != 0);
    }

    @Test
    void aMissingLibraryIsToldApartFromAFailure() {
        PeerKind kind = new PeerKind("lost", work -> {
            throw new PeerMissingException("not installed: liblost.so", null);
        });
        PeerMissingException e = assertThrows(PeerMissingException.class, () -> kind.create(null));
        assertEquals("not installed: liblost.so", e.getMessage());
        PeerKind unlinked = new PeerKind("unlinked", work -> {
            throw new NoClassDefFoundError("org/example/Gone");
        });
        assertThrows(PeerMissingException.class, () -> unlinked.create(null));
    }

    private static void ask(Process process, Duration timeout) throws WorkerException {
        try (ChildVm worker = new ChildVm(process, new Job(Job.Purpose.CHECK, "x", "x", 1), timeout)) {
            worker.ask(Action.CHECK, CheckResult.class);
        }
    }

    private CheckResult check(String allocator) throws IOException, WorkerException {
        Path trace = Files.writeString(folder.resolve("t.trace"), Traces.random(1, 3, 50, 2000));
        Job job = new Job(Job.Purpose.CHECK, allocator, trace.toString(), 1);
        try (Worker worker = new ChildVmLauncher(Peers.standard(), LONG).start(job, 50)) {
            return worker.ask(Action.CHECK, CheckResult.class);
        }
    }
}
