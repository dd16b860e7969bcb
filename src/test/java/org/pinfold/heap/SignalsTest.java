package org.pinfold.heap;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** What a probe is told, and what not. */
class SignalsTest {
    private static final int BLOCKS = 100;

    private final List<String> told = new ArrayList<>();
    private boolean listening;
    private boolean full;
    /** Notes what it is told, each with the heap's name. */
    private final Probe probe = (Probe) Proxy.newProxyInstance(
            Probe.class.getClassLoader(), new Class<?>[] {Probe.class}, (self, method, arguments) -> {
                if (method.getName().equals("isListening")) {
                    return listening;
                }
                told.add(arguments[0] + " " + method.getName());
                if (full) {
                    throw new OutOfMemoryError("thrown on purpose");
                }
                return null;
            });

    private void use() {
        HeapCore core = new HeapCore(new HeapOptions(new Signals("watched", probe), new PaperSource(), null, null,
                64 << 20, false, misuse -> new IllegalArgumentException(misuse.detail()), bytes -> false,
                found -> new IllegalStateException(found.detail()), Upkeep.NEVER, false, false, false, false,
                Sampling.NONE, Experiments.DEFAULT));
        PlainBlocks blocks = new PlainBlocks(core);
        long[] addresses = new long[BLOCKS];
        for (int i = 0; i < BLOCKS; i++) {
            addresses[i] = blocks.allocate(64, 1);
        }
        for (long address : addresses) {
            blocks.free(address);
        }
        core.trim();
        assertTrue(core.audit().violations().isEmpty() && core.audit().imbalances().isEmpty());
        assertEquals(0, core.census().committedBytes());
        core.close();
    }

    @Test
    void nobodyIsToldWhoDoesNotListen() {
        use();
        assertEquals(List.of(), told);
    }

    @Test
    void whoListensIsToldOfThisHeap() {
        listening = true;
        use();
        for (String what : List.of("opened", "refilled", "flushed", "formed", "vacated", "superslabOpened",
                "superslabRetired", "superslabReleased", "closed")) {
            assertTrue(told.contains("watched " + what), () -> what + " is not among " + told);
        }
        assertEquals("watched opened", told.getFirst());
    }

    @Test
    void nothingIsLostWhereTheProbeHasNoMemory() {
        listening = true;
        full = true;
        try {
            use();
        } catch (OutOfMemoryError e) {
            fail("the probe's error came out: " + e.getMessage());
        }
        assertTrue(told.contains("watched flushed"), told::toString);
    }
}
