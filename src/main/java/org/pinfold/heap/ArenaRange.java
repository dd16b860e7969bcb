package org.pinfold.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.pinfold.os.SystemCalls;

/**
 * Superslabs that are the JDK's: one shared {@link Arena} a run of superslabs that is opened, closed when the last of
 * them is. Nothing here needs native access.
 *
 * <p>A superslab is somewhere else each time it is opened, aligned to a unit only, so an address is looked up in a
 * sorted map; hot paths, which know contiguous ranges only, leave everything to the slow paths. The JDK zeroes what it
 * gives, so all of an open superslab is resident.
 */
final class ArenaRange extends Range {
    private static final long PAGE_BYTES = 4096;
    private static final int REMEMBERED = 64;
    private static final System.Logger LOG = System.getLogger("org.pinfold");

    /** Element i is superslab i since it was opened last. */
    private final AtomicReferenceArray<Opened> opened;
    private final ConcurrentSkipListMap<Long, Opened> open = new ConcurrentSkipListMap<>();
    /** Where superslabs were that are closed, the latest ones, to tell a stale address from a foreign one. */
    private final ConcurrentSkipListMap<Long, Opened> formerly = new ConcurrentSkipListMap<>();
    private final Queue<Long> formerAddresses = new ConcurrentLinkedQueue<>();
    /** Arenas that could not be closed because a segment was in use by a native call; to be tried again. */
    private final Queue<Arena> stillUsed = new ConcurrentLinkedQueue<>();

    ArenaRange(int superslabs) {
        super(superslabs);
        this.opened = new AtomicReferenceArray<>(superslabs);
    }

    /** Where a superslab is, or was if there is no run. */
    private record Opened(int superslab, long address, Run run) {
    }

    /** Superslabs that were opened together, one behind the other, and how many of them are open. */
    private record Run(MemorySegment bytes, Arena arena, AtomicInteger open) {
        long address(int index) {
            return bytes.address() + ((long) index << Superslab.SHIFT);
        }

        MemorySegment slice(long address, long length) {
            return bytes.asSlice(address - bytes.address(), length);
        }
    }

    @Override
    long base() {
        return 0;
    }

    @Override
    long contiguousBytes() {
        return 0;
    }

    @Override
    boolean isMapped() {
        return false;
    }

    @Override
    long alignment() {
        return SizeClasses.UNIT_BYTES;
    }

    @Override
    int claim(int length, long byteAlignment) {
        return runs().claim(length, 1, 0);
    }

    @Override
    void open(int first, int length, long byteAlignment) {
        closeUnused();
        Run run = allocated((long) length << Superslab.SHIFT, Math.max(byteAlignment, alignment()), length);
        try {
            for (int i = 0; i < length; i++) {
                Opened now = new Opened(first + i, run.address(i), run);
                opened.set(first + i, now);
                open.put(now.address(), now);
            }
        } catch (OutOfMemoryError e) {
            for (int i = 0; i < length; i++) {
                open.remove(run.address(i));
            }
            run.arena().close();
            throw e;
        }
    }

    private static Run allocated(long bytes, long byteAlignment, int superslabs) {
        Arena arena = Arena.ofShared();
        try {
            return new Run(arena.allocate(bytes, byteAlignment), arena, new AtomicInteger(superslabs));
        } catch (OutOfMemoryError e) {
            arena.close();
            throw e;
        }
    }

    @Override
    void close(int superslab) {
        Opened closed = opened.get(superslab);
        // First, so that the address is the heap's to everybody who asks meanwhile.
        remember(superslab, closed.address());
        open.remove(closed.address());
        if (closed.run().open().decrementAndGet() == 0) {
            close(closed.run().arena());
        }
        closeUnused();
    }

    private void close(Arena arena) {
        try {
            arena.close();
        } catch (IllegalStateException inUse) {
            stillUsed.add(arena);
        }
    }

    private void remember(int superslab, long address) {
        try {
            if (formerly.put(address, new Opened(superslab, address, null)) == null) {
                formerAddresses.add(address);
            }
            if (formerly.size() > REMEMBERED) {
                formerly.remove(formerAddresses.poll());
            }
        } catch (OutOfMemoryError e) {
            LOG.log(System.Logger.Level.DEBUG, "the Java heap is full: what becomes of an address is not remembered");
        }
    }

    private void closeUnused() {
        for (int left = stillUsed.size(); left > 0; left--) {
            Arena arena = stillUsed.poll();
            if (arena == null) {
                return;
            }
            close(arena);
        }
    }

    @Override
    long address(int superslab) {
        return opened.get(superslab).address();
    }

    @Override
    long offset(long address) {
        Opened now = at(open, address);
        Opened found = now != null ? now : at(formerly, address);
        return found == null ? -1 : ((long) found.superslab() << Superslab.SHIFT) + address - found.address();
    }

    private static Opened at(ConcurrentSkipListMap<Long, Opened> superslabs, long address) {
        Map.Entry<Long, Opened> below = superslabs.floorEntry(address);
        return below == null || address - below.getKey() >= Superslab.BYTES ? null : below.getValue();
    }

    @Override
    OptionalLong residentBytes(int superslab) {
        return OptionalLong.empty();
    }

    /** The memory is not the heap's any more, and an access through its segment has thrown. */
    @Override
    void purge(long address, long bytes) {
    }

    @Override
    void discard(long address, long bytes) {
        throw new UnsupportedOperationException("arenas give back nothing of themselves");
    }

    @Override
    long reservedBytes() {
        return open.size() * Superslab.BYTES;
    }

    @Override
    OptionalLong hugePageBytes() {
        return OptionalLong.empty();
    }

    @Override
    long purgeGranule() {
        return NOTHING_PURGED;
    }

    @Override
    long pageBytes() {
        return PAGE_BYTES;
    }

    @Override
    SystemCalls calls() {
        return SystemCalls.NONE;
    }

    @Override
    MemorySegment segment(long address, long bytes, Arena scope) {
        Opened first = at(open, address);
        if (first == null) {
            throw new IllegalStateException("the heap is closed");
        }
        return first.run().slice(address, bytes);
    }

    @Override
    boolean owns(MemorySegment segment, Arena scope) {
        Opened found = segment.isNative() ? at(open, segment.address()) : null;
        return found != null && segment.scope().equals(found.run().bytes().scope());
    }

    @Override
    void zero(long address, long bytes) {
        segment(address, bytes, null).fill((byte) 0);
    }

    @Override
    void copy(long from, long to, long bytes) {
        MemorySegment.copy(segment(from, bytes, null), 0, segment(to, bytes, null), 0, bytes);
    }

    @Override
    void abandon() {
    }

    @Override
    void retire() {
    }
}
