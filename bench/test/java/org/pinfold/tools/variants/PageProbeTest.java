package org.pinfold.tools.variants;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.Test;
import org.pinfold.Heap;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the system tells about pages, and what it does not. */
class PageProbeTest {
    /** The system maps nothing at 0. */
    private static final long UNMAPPED = 16;
    private static final long SMALLEST_PAGE = 4096;

    @Test
    void aBlockIsMappedAndPageZeroIsNot() {
        try (Heap heap = Heap.create()) {
            assertTrue(PageProbe.isMapped(PageProbe.page(heap.malloc(1))));
        }
        assertEquals(0, PageProbe.page(UNMAPPED));
        assertFalse(PageProbe.isMapped(0));
    }

    @Test
    void probingVariantsRefuseAHeaderOnAPageThatIsNotMapped() {
        try (Variant probed = new ProbedVariant(); Variant last = new LastPageVariant();
                Variant edges = new EdgeProbedVariant()) {
            assertThrows(IllegalArgumentException.class, () -> probed.blockBytes(UNMAPPED));
            assertThrows(IllegalArgumentException.class, () -> last.blockBytes(UNMAPPED));
            assertThrows(IllegalArgumentException.class, () -> last.blockBytes(UNMAPPED), "nothing was kept");
            long edge = SMALLEST_PAGE;
            while (PageProbe.page(edge - 1) != 0 || PageProbe.page(edge) == 0) {
                edge *= 2;
            }
            long firstOfSecondPage = edge;
            assertThrows(IllegalArgumentException.class, () -> edges.blockBytes(firstOfSecondPage));
        }
    }

    /** So a probe that answers "mapped" allows a read that ends the process. */
    @Test
    void aPageThatNobodyMayReadIsMapped() throws Throwable {
        MethodHandle mmap = linked("mmap", FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
        MethodHandle munmap = linked("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
        int none = 0;
        int privateAnonymous = 0x22;
        long bytes = 1 << 16;
        long address = (long) mmap.invokeExact(0L, bytes, none, privateAnonymous, -1, 0L);
        assertTrue(address > 0);
        assertTrue(PageProbe.isMapped(PageProbe.page(address)));
        assertEquals(0, (int) munmap.invokeExact(address, bytes));
    }

    private static MethodHandle linked(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }
}
