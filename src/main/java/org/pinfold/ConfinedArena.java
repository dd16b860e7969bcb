package org.pinfold;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.pinfold.heap.OpenArenas;
import org.pinfold.heap.ThreadArenas;
import org.pinfold.os.RawMemory;

/**
 * An arena of one thread, whose memory are blocks of a heap. The JDK's own confined arena is its lifetime: that checks
 * threads and accesses, and runs what users have end with it.
 *
 * <p>Segments are cut from runs, one behind the other, and zeroed as they are cut: before, nobody has them, and whoever
 * closes the arena is the thread that cuts. All blocks go back when the lifetime is over, so after the last access. The
 * first run stays with the thread, for its next arena.
 *
 * <p>An arena that stays within a method can be no object at all, as the JDK's: what opens, cuts and closes is small
 * enough to be inlined in most cases, as long as the first run is enough.
 */
final class ConfinedArena implements Arena {
    private final Heap heap;
    private final Arena lifetime;
    private final Thread owner;
    /** Who has counted it; null: the heap itself. */
    private ThreadArenas counted;
    /** Or 0, if there is none yet. */
    private long firstRun;
    /** Where the next segment may begin in the run, and where it has to end. */
    private long next;
    private long end;
    private long nextRunBytes = Cut.nextRun(Cut.FIRST_RUN);
    /** All blocks but the first run; null if there are none. */
    private long[] others;
    private int count;

    /**
     * One that is to be counted in. Nothing is allocated here: a collector's barriers would be, too, for each reference
     * that comes later.
     */
    ConfinedArena(Heap heap, Arena lifetime) {
        this.heap = heap;
        this.lifetime = lifetime;
        this.owner = Thread.currentThread();
    }

    /** It was counted in, by the calling thread or, if that is null, by the heap itself. */
    void open(ThreadArenas own) {
        counted = own;
        long run = own == null ? 0 : own.takeRun();
        firstRun = run;
        next = Cut.startOfFirst(run);
        end = run == 0 ? 0 : run + Cut.FIRST_RUN;
    }

    @Override
    public MemorySegment.Scope scope() {
        return lifetime.scope();
    }

    @Override
    public MemorySegment allocate(long byteSize, long byteAlignment) {
        Cut.requireSizeAndAlignment(byteSize, byteAlignment);
        if (Thread.currentThread() != owner || !lifetime.scope().isAlive()) {
            throw refusal();
        }
        long bytes = Cut.bytes(byteSize);
        long alignment = Math.max(byteAlignment, Cut.GRANULE);
        long start = Cut.start(next, alignment);
        long cut = bytes <= end - start ? cut(start, bytes) : begin(bytes, alignment);
        return RawMemory.segment(cut, byteSize, lifetime);
    }

    private long cut(long start, long bytes) {
        next = start + bytes;
        RawMemory.zero(start, bytes);
        return start;
    }

    /** So many zeroed bytes, of a new run or of their own. */
    private long begin(long bytes, long alignment) {
        if (firstRun == 0) {
            firstRun = heap.malloc(Cut.FIRST_RUN);
            next = Cut.startOfFirst(firstRun);
            end = firstRun + Cut.FIRST_RUN;
            long start = Cut.start(next, alignment);
            if (bytes <= end - start) {
                return cut(start, bytes);
            }
        }
        // Before the block: where the Java heap has no room to note it, none is taken.
        makeRoom();
        if (Cut.isLarge(bytes, alignment, nextRunBytes)) {
            return note(Cut.zeroedBlock(heap, bytes, alignment));
        }
        long run = note(heap.malloc(nextRunBytes));
        end = run + nextRunBytes;
        nextRunBytes = Cut.nextRun(nextRunBytes);
        return cut(Cut.start(run, alignment), bytes);
    }

    private void makeRoom() {
        if (others == null) {
            others = new long[4];
        } else if (count == others.length) {
            others = Arrays.copyOf(others, 2 * count);
        }
    }

    private long note(long block) {
        others[count++] = block;
        return block;
    }

    /** As the JDK would refuse it: the arena is closed, or the thread another. */
    private RuntimeException refusal() {
        try {
            MemorySegment.NULL.reinterpret(0, lifetime, null);
        } catch (IllegalStateException | WrongThreadException e) {
            return e;
        }
        return new IllegalStateException("Already closed");
    }

    @Override
    public void close() {
        if (Thread.currentThread() != owner) {
            throw refusal();
        }
        boolean open = lifetime.scope().isAlive();
        try {
            lifetime.close();
        } catch (RuntimeException | Error e) {
            // It has ended also if one of the users' own actions has thrown; not if a segment is in use.
            if (open && !lifetime.scope().isAlive()) {
                giveBack();
            }
            throw e;
        }
        giveBack();
    }

    private void giveBack() {
        // The thread, and so its cache, is the one that has opened the arena.
        if (count != 0 || counted == null || !counted.leaveWith(firstRun)) {
            giveBackAll();
        }
    }

    private void giveBackAll() {
        OpenArenas arenas = heap.arenas();
        try {
            for (int i = 0; i < count; i++) {
                arenas.free(heap, others[i]);
            }
            arenas.free(heap, firstRun);
        } finally {
            if (counted == null || !counted.leave()) {
                arenas.leave();
            }
        }
    }
}
