package org.pinfold.faults;

import org.junit.jupiter.api.Test;
import org.pinfold.ExperimentalHeaps;
import org.pinfold.Heap;
import org.pinfold.faults.Injector.Fault;
import org.pinfold.os.FaultyPosix;
import org.pinfold.os.RawMemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A heap that ends while the system does not take guard pages away gives its other pages back. */
class GuardPagesEndTest {
    @Test
    void pagesGoBackThoughGuardPagesStay() {
        Injector sound = new Injector(null);
        int calls = end(sound);
        // ENOMEM, which a purge does not answer, at all calls from there on.
        Injector failing = new Injector(new Fault(calls, Failing.NO_MEMORY, true));
        assertEquals(calls, end(failing));
        assertTrue(failing.injected() > 0, "nothing has failed");
    }

    /** Answers how many calls came before the end. */
    private static int end(Injector injector) {
        FaultyPosix system = Kernel.PLAIN.with(new Injector(null));
        try {
            Heap heap = ExperimentalHeaps.on(new FaultySource(Kernel.PLAIN.source(system), system, injector),
                    Heap.builder().guardPages(true).limit(32 << 20).maintenance(false));
            RawMemory.putLong(heap.malloc(1 << 20), 1);
            int calls = injector.made().size();
            heap.close();
            assertEquals(0, system.residentBytes());
            return calls;
        } finally {
            system.unmapAll();
        }
    }
}
