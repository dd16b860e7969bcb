package org.pinfold;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.pinfold.heap.HeapCore;
import org.pinfold.heap.OpenArenas;

/**
 * An arena of any number of threads, whose memory are blocks of a heap. The JDK's shared or automatic arena is its
 * lifetime: each block is registered there to be freed, so it is the JDK that decides between a segment that is being
 * added and the arena's end.
 *
 * <p>A run is zeroed before others see it. So whoever cuts a segment off it writes nothing, and need not know whether
 * the arena has ended meanwhile: the JDK says so when the segment is made, of an address that is a number until then.
 * Cutting is one compareAndSet, which nobody waits for.
 */
final class SharedArena implements Arena {
    /** As {@link java.nio.ByteBuffer#allocateDirect}: all in all, half a second. */
    private static final int ATTEMPTS = 9;

    private final Heap heap;
    private final HeapCore core;
    private final Arena lifetime;
    private final boolean collected;
    private final AtomicReference<Run> run = new AtomicReference<>(new Run(0, 0));

    /** What segments are cut from. */
    private static final class Run {
        private final long bytes;
        private final long end;
        private final AtomicLong next;

        Run(long address, long bytes) {
            this.bytes = bytes;
            this.end = address + bytes;
            this.next = new AtomicLong(address);
        }

        /** The address of so many bytes that are nobody else's, or 0 if there is no room for them. */
        long cut(long wanted, long alignment) {
            for (;;) {
                long before = next.get();
                long start = Cut.start(before, alignment);
                if (wanted > end - start) {
                    return 0;
                }
                // Linearization point: they are the caller's from here on.
                if (next.compareAndSet(before, start + wanted)) {
                    return start;
                }
            }
        }

        long nextBytes() {
            return bytes == 0 ? Cut.FIRST_RUN : Cut.nextRun(bytes);
        }
    }

    private SharedArena(Heap heap, HeapCore core, Arena lifetime, boolean collected) {
        this.heap = heap;
        this.core = core;
        this.lifetime = lifetime;
        this.collected = collected;
        OpenArenas arenas = core.arenas();
        arenas.enter();
        try {
            // The first that is registered, and so the last that runs. If it did not, blocks would find a closed heap.
            atEnd(0, 0, arenas::leave);
        } catch (OutOfMemoryError e) {
            arenas.leave();
            throw e;
        }
    }

    /** One that a thread closes. Keeps the heap from ending. */
    static SharedArena closed(Heap heap, HeapCore core) {
        return new SharedArena(heap, core, Arena.ofShared(), false);
    }

    /** One that the collector closes. Keeps the heap from ending. */
    static SharedArena collected(Heap heap, HeapCore core) {
        return new SharedArena(heap, core, Arena.ofAuto(), true);
    }

    @Override
    public MemorySegment.Scope scope() {
        return lifetime.scope();
    }

    @Override
    public void close() {
        lifetime.close();
    }

    @Override
    public MemorySegment allocate(long byteSize, long byteAlignment) {
        Cut.requireSizeAndAlignment(byteSize, byteAlignment);
        long bytes = Cut.bytes(byteSize);
        long alignment = Math.max(byteAlignment, Cut.GRANULE);
        for (;;) {
            Run current = run.get();
            long start = current.cut(bytes, alignment);
            if (start == 0 && Cut.isLarge(bytes, alignment, current.nextBytes())) {
                start = registeredBlock(bytes, alignment);
            }
            if (start != 0) {
                return core.segment(start, byteSize, lifetime);
            }
            addRun(current);
        }
    }

    /** A segment with a block of its own, however small. */
    MemorySegment single(long byteSize) {
        return core.segment(registeredBlock(Cut.bytes(byteSize), Cut.GRANULE), byteSize, lifetime);
    }

    private void addRun(Run current) {
        long bytes = current.nextBytes();
        long address = zeroedBlock(bytes, Cut.GRANULE);
        if (run.get() != current) {
            heap.free(address);
            return;
        }
        register(address, bytes);
        // If another thread was first after all, this one stays empty until the arena ends.
        run.compareAndSet(current, new Run(address, bytes));
    }

    private long registeredBlock(long bytes, long alignment) {
        long address = zeroedBlock(bytes, alignment);
        register(address, bytes);
        return address;
    }

    /** From here on the block is freed when the arena ends; or at once, if it has. */
    private void register(long address, long bytes) {
        Heap heapOfBlock = heap;
        OpenArenas arenas = core.arenas();
        try {
            atEnd(address, bytes, () -> arenas.free(heapOfBlock, address));
        } catch (RuntimeException | Error e) {
            heap.free(address);
            throw e;
        }
    }

    /** The action must not know this arena, or the collector would never end it. */
    private void atEnd(long address, long bytes, Runnable action) {
        MemorySegment.ofAddress(address).reinterpret(bytes, lifetime, ended -> action.run());
    }

    private long zeroedBlock(long bytes, long alignment) {
        for (int attempt = 0;; attempt++) {
            try {
                return Cut.zeroedBlock(heap, bytes, alignment);
            } catch (OutOfMemoryError e) {
                if (!collected || attempt == ATTEMPTS || !awaitCollector(attempt)) {
                    throw e;
                }
            }
        }
    }

    /** Has unreachable arenas end, on threads of the collector; false if the caller is interrupted. */
    private static boolean awaitCollector(int attempt) {
        if (attempt == 0) {
            System.gc();
        }
        try {
            Thread.sleep(1L << attempt);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
