package org.pinfold.arrow;

import java.util.Objects;
import java.util.function.Supplier;
import org.apache.arrow.memory.AllocationManager;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.ReferenceManager;
import org.pinfold.Heap;

/**
 * The memory of one Arrow buffer and of its slices: a block of a {@link Heap}, which is freed when Arrow drops the last
 * reference to it.
 *
 * <pre>{@code
 * try (Heap heap = Heap.create();
 *         BufferAllocator allocator = new RootAllocator(RootAllocator.configBuilder()
 *                 .allocationManagerFactory(new PinfoldAllocationManager.Factory(heap))
 *                 .build())) {
 *     // as ever
 * }
 * }</pre>
 *
 * <p>Arrow counts exactly what was asked for, after its own rounding. Blocks are aligned to 16 bytes at least and are
 * not zeroed. Arrow reads and writes them by raw addresses, and checks bounds unless told not to.
 */
@SuppressWarnings("exports") // Arrow is optional, so it cannot be required of every user of this module.
public final class PinfoldAllocationManager extends AllocationManager {
    /**
     * A factory over {@link Heap#global()}, which is made at the first allocation; where it cannot be, each allocation
     * throws the reason. It has the name under which Arrow's own managers have theirs.
     */
    public static final AllocationManager.Factory FACTORY = new Factory(Heap::global);

    /**
     * As of Arrow's own managers: no bytes, nothing behind the address, nothing to release. It is made after the
     * factory, for Arrow looks for a factory of its own meanwhile, and may have been told to take that one.
     */
    private static final ArrowBuf EMPTY = new ArrowBuf(ReferenceManager.NO_OP, null, 0, 0);

    private final Heap heap;
    private final long address;
    private final long byteSize;

    private PinfoldAllocationManager(BufferAllocator accounts, Heap heap, long address, long byteSize) {
        super(accounts);
        this.heap = heap;
        this.address = address;
        this.byteSize = byteSize;
    }

    /** Gives the buffers of Arrow's allocators memory of one heap. Any number of allocators and threads may use it. */
    public static final class Factory implements AllocationManager.Factory {
        private final Supplier<Heap> source;

        /**
         * Makes a factory over a heap, which stays the caller's: it has to be closed after every allocator that uses
         * it. Where it is closed before, allocation and the release of a buffer throw {@link IllegalStateException};
         * what is left of buffers then reads old or zero bytes, and must not be written.
         *
         * @param heap any; its limit is shared by all that use it
         */
        public Factory(Heap heap) {
            Objects.requireNonNull(heap, "heap");
            source = () -> heap;
        }

        private Factory(Supplier<Heap> source) {
            this.source = source;
        }

        /**
         * Called by Arrow for each buffer that is not empty.
         *
         * @param accounts whose buffer it is
         * @param byteSize how many bytes
         * @return the memory
         * @throws OutOfMemoryException if the heap has no room, or the Java heap; its message gives the heap's figures
         * @throws IllegalStateException if the heap or the allocator is closed
         */
        @Override
        public AllocationManager create(BufferAllocator accounts, long byteSize) {
            Heap heap = source.get();
            // The block comes first: a manager enters itself in the allocator's books as it is made, and nobody would
            // take one out again that has no memory.
            long address = allocate(heap, byteSize);
            try {
                return new PinfoldAllocationManager(accounts, heap, address, byteSize);
            } catch (RuntimeException | Error e) {
                heap.free(address);
                throw e;
            }
        }

        private static long allocate(Heap heap, long byteSize) {
            try {
                return heap.malloc(byteSize);
            } catch (OutOfMemoryError e) {
                throw new OutOfMemoryException(e.getMessage(), e);
            }
        }

        @Override
        public ArrowBuf empty() {
            return EMPTY;
        }
    }

    @Override
    public long getSize() {
        return byteSize;
    }

    @Override
    protected long memoryAddress() {
        return address;
    }

    @Override
    protected void release0() {
        heap.free(address);
    }
}
