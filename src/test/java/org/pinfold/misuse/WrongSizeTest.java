package org.pinfold.misuse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinfold.HeapMisuseException.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A free that states the block's size, and not the right one. */
@ParameterizedClass
@MethodSource("org.pinfold.misuse.Setup#all")
class WrongSizeTest extends AbusedHeap {
    @ParameterizedTest
    @EnumSource
    void thatOfAnotherClass(Who who) {
        long address = malloc();
        long usable = heap().usableSize(address);
        long[] wrong = {0, 1, setup.bytes() / 2, usable + 1, 2 * setup.bytes(), 1L << 40, Long.MAX_VALUE, -1,
            Long.MIN_VALUE};
        for (long size : wrong) {
            Report.of(Kind.SIZE_MISMATCH, address, () -> who.run(() -> heap().free(address, size)));
        }
        assertEquals(usable, heap().usableSize(address), "nothing was freed");
        who.run(() -> heap().free(address, setup.bytes()));
    }

    @ParameterizedTest
    @ValueSource(longs = {16, 64, 4_096})
    void ofAnAlignedBlock(long alignment) {
        long address = heap().alignedAlloc(alignment, setup.bytes());
        long wrong = 2 * heap().usableSize(address);
        Report.of(Kind.SIZE_MISMATCH, address, () -> heap().free(address, wrong));
        heap().free(address, setup.bytes());
    }

    @Test
    void ofAFreedBlock() {
        long address = malloc();
        heap().free(address, setup.bytes());
        for (long size : new long[] {setup.bytes(), setup.bytes() / 2}) {
            Report.of(setup.freed(), address, () -> heap().free(address, size));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheBlockHasMayBeStated(Who who) {
        for (long alignment : new long[] {1, 16, 64, 4096}) {
            long address = heap().alignedAlloc(alignment, setup.bytes());
            who.run(() -> heap().free(address, setup.bytes()));
            long whole = heap().alignedAlloc(alignment, setup.bytes());
            who.run(() -> heap().free(whole, heap().usableSize(whole)));
        }
    }
}
