package org.pinfold.netty;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.util.Objects;
import org.pinfold.Heap;

/**
 * Netty's allocator over a {@link Heap}: direct buffers are its blocks.
 *
 * <pre>{@code
 * PinfoldByteBufAllocator allocator = PinfoldByteBufAllocator.create();
 * new ServerBootstrap()
 *         .option(ChannelOption.ALLOCATOR, allocator)         // of the listening channel
 *         .childOption(ChannelOption.ALLOCATOR, allocator)    // of the connections
 *         ...
 * // at the end, when the event loops have terminated and all buffers were released:
 * allocator.close();
 * }</pre>
 *
 * <p>A direct buffer is aligned to 16 bytes at least, its content is arbitrary, and it grows where it stands if there
 * is room ({@link Heap#realloc(java.lang.foreign.MemorySegment, long)}). Any thread may release it. Buffers beside
 * direct ones are byte arrays on the Java heap; large ones are used again. Leaks are told by Netty's own detector, as
 * {@code -Dio.netty.leakDetection.level} says; {@link Heap.Builder#leakTracking} counts what is live besides.
 *
 * <p>A heap that is out of memory throws its {@link OutOfMemoryError}, the superclass of the error that Netty's own
 * allocators throw; a buffer that could not grow is as it was. A buffer that is released once too often throws
 * {@link io.netty.util.IllegalReferenceCountException}, and the heap does not hear of it. When the heap has been
 * closed, allocation, release and every access to a direct buffer throw {@link IllegalStateException}, with the
 * exception of accesses by the {@code memoryAddress}, as native transports make them.
 *
 * <p>Safe for use by several threads.
 */
@SuppressWarnings("exports") // Netty is optional, so it cannot be required of every user of this module.
public final class PinfoldByteBufAllocator extends AbstractByteBufAllocator
        implements ByteBufAllocatorMetricProvider, AutoCloseable {
    private final Heap heap;
    private final boolean owner;
    private final Arrays arrays = new Arrays();
    private final ByteBufAllocatorMetric metric = new Metric();

    private PinfoldByteBufAllocator(Heap heap, boolean preferDirect, boolean owner) {
        super(preferDirect);
        this.heap = Objects.requireNonNull(heap, "heap");
        this.owner = owner;
    }

    /**
     * Makes an allocator over somebody's heap, which {@link #close} leaves open. {@code buffer()} gives direct buffers.
     *
     * @param heap an open heap
     */
    public PinfoldByteBufAllocator(Heap heap) {
        this(heap, true);
    }

    /**
     * As {@link #PinfoldByteBufAllocator(Heap)}, with a choice.
     *
     * @param heap an open heap
     * @param preferDirect whether {@code buffer()} gives direct buffers, not such on the Java heap
     */
    public PinfoldByteBufAllocator(Heap heap, boolean preferDirect) {
        this(heap, preferDirect, false);
    }

    /**
     * Makes an allocator with a heap of its own, which has the defaults of {@link Heap.Builder}.
     *
     * @return an allocator to be closed by the caller
     */
    public static PinfoldByteBufAllocator create() {
        return new PinfoldByteBufAllocator(Heap.create(), true, true);
    }

    /**
     * Tells which heap has the direct buffers.
     *
     * @return the one given, or made by {@link #create}
     */
    public Heap heap() {
        return heap;
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        return toLeakAwareBuffer(new DirectByteBuf(this, initialCapacity, maxCapacity));
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return toLeakAwareBuffer(new ArrayByteBuf(this, arrays, initialCapacity, maxCapacity));
    }

    /**
     * Tells that releasing and allocating direct buffers is cheap.
     *
     * @return true
     */
    @Override
    public boolean isDirectBufferPooled() {
        return true;
    }

    /**
     * Gives the figures: {@code usedDirectMemory} are the heap's live blocks at their full size, those of its other
     * users included, and 0 when it was closed; asking takes time in proportion to the heap, see {@link Heap#stats}.
     * {@code usedHeapMemory} are the arrays of live buffers.
     *
     * @return always the same object
     */
    @Override
    public ByteBufAllocatorMetric metric() {
        return metric;
    }

    /**
     * Closes the heap if {@link #create} made it, to be called when no buffer is used any more; else does nothing.
     *
     * @throws IllegalStateException while another thread does input or output with a buffer; the heap is open then
     */
    @Override
    public void close() {
        if (owner) {
            heap.close();
        }
    }

    private final class Metric implements ByteBufAllocatorMetric {
        @Override
        public long usedHeapMemory() {
            return arrays.usedBytes();
        }

        @Override
        public long usedDirectMemory() {
            try {
                return heap.stats().liveBytes();
            } catch (IllegalStateException closed) {
                return 0;
            }
        }

        @Override
        public String toString() {
            return "usedHeapMemory: " + usedHeapMemory() + "; usedDirectMemory: " + usedDirectMemory();
        }
    }
}
