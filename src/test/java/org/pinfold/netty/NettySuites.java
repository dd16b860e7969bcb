package org.pinfold.netty;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.AbstractByteBufAllocatorTest;
import io.netty.buffer.AbstractByteBufTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.pinfold.AuditReport;
import org.pinfold.Heap;

/** Netty's tests of buffers and allocators, on ours. They run in a VM of their own, see {@link NettySuitesTest}. */
final class NettySuites {
    private static final long LIMIT = 1L << 30;
    private static final List<Heap> HEAPS = new ArrayList<>();
    private static final PinfoldByteBufAllocator ALLOCATOR = newAllocator(true);

    private NettySuites() {
    }

    private static PinfoldByteBufAllocator newAllocator(boolean preferDirect) {
        Heap heap = Heap.builder().limit(LIMIT).build();
        HEAPS.add(heap);
        return new PinfoldByteBufAllocator(heap, preferDirect);
    }

    /** How many blocks are live in all the heaps. */
    static long liveBlocks() {
        return HEAPS.stream().map(Heap::audit).mapToLong(AuditReport::liveBlocks).sum();
    }

    /** What is wrong with their books. */
    static List<String> problems() {
        return HEAPS.stream().map(Heap::audit).flatMap(audit -> audit.problems().stream()).toList();
    }

    static final class Direct extends AbstractByteBufTest {
        @Override
        protected ByteBuf newBuffer(int length, int maxCapacity) {
            return ALLOCATOR.directBuffer(length, maxCapacity);
        }
    }

    static final class DirectLittleEndian extends AbstractByteBufTest {
        @Override
        @SuppressWarnings("deprecation")
        protected ByteBuf newBuffer(int length, int maxCapacity) {
            return ALLOCATOR.directBuffer(length, maxCapacity).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    static final class Array extends AbstractByteBufTest {
        @Override
        protected ByteBuf newBuffer(int length, int maxCapacity) {
            return ALLOCATOR.heapBuffer(length, maxCapacity);
        }
    }

    static final class ArrayLittleEndian extends AbstractByteBufTest {
        @Override
        @SuppressWarnings("deprecation")
        protected ByteBuf newBuffer(int length, int maxCapacity) {
            return ALLOCATOR.heapBuffer(length, maxCapacity).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    static final class Allocator extends AbstractByteBufAllocatorTest<AbstractByteBufAllocator> {
        @Override
        protected AbstractByteBufAllocator newAllocator(boolean preferDirect) {
            return NettySuites.newAllocator(preferDirect);
        }

        /** One of Netty's: a test of it alone. */
        @Override
        protected AbstractByteBufAllocator newUnpooledAllocator() {
            return new UnpooledByteBufAllocator(true);
        }

        /** Blocks have sizes of their own, as the arrays that are asked for here happen to have too. */
        @Override
        protected long expectedUsedMemory(AbstractByteBufAllocator allocator, int capacity) {
            return Heap.goodSize(capacity);
        }
    }
}
