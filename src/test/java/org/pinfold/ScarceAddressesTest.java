package org.pinfold;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pinfold.os.ChildVm;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A heap in a process that may not have the addresses it would like. */
class ScarceAddressesTest {
    private static final long KIBIBYTES = 3L << 20;

    /** What the limited VM runs: makes a heap whose limit is beyond its addresses, and fills it. */
    static final class Filler {
        private Filler() {
        }

        public static void main(String[] arguments) {
            try (Heap heap = Heap.builder().limit(1L << 40).build()) {
                HeapStats stats = heap.stats();
                boolean less = stats.reservedBytes() < stats.limitBytes();
                long blocks = 0;
                while (heap.tryMalloc(16 << 20) != 0) {
                    blocks++;
                }
                System.out.println("less reserved: " + less + ", filled: " + (blocks > 10) + ", clean: "
                        + heap.audit().clean());
            }
        }
    }

    @Test
    @Tag("mapped")
    void aHeapMakesDoWithFewerAddressesThanItsLimit() throws Exception {
        ChildVm child = ChildVm.run("ulimit -v " + KIBIBYTES,
                List.of("--enable-native-access=ALL-UNNAMED"), Filler.class);
        assertEquals(0, child.exit(), child.output());
        assertEquals("less reserved: true, filled: true, clean: true", child.output().strip());
    }
}
