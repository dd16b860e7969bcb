package org.pinfold.os;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.TreeMap;
import org.pinfold.faults.Call;
import org.pinfold.faults.Failing;
import org.pinfold.faults.Injector;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/**
 * The system's calls, of which some fail; and an account of what is mapped, of which pages are locked, and of those
 * that the system was asked to take and did not.
 *
 * <p>Locking is made up, since the system may not allow any: the pages are backed, and not taken back before they are
 * unlocked.
 */
public final class FaultyPosix implements Posix {
    private final Posix system = LinuxPosix.link();
    private final long page = system.pageSize();
    private final Injector injector;
    private final boolean strict;
    /** Ends by start. */
    private final TreeMap<Long, Long> mapped = new TreeMap<>();
    private final PageSet locked = new PageSet(page);
    private final PageSet refused = new PageSet(page);

    /** Calls that fail as the injector says; those that map writable memory always if {@code strict}. */
    public FaultyPosix(Injector injector, boolean strict) {
        this.injector = injector;
        this.strict = strict;
    }

    /** A source of memory by these calls. */
    public MemorySource source(long alignment, PageOptions options) {
        return new MmapSource(this, alignment, options);
    }

    @Override
    public synchronized long mmap(long bytes, int protection) {
        Failing way = injector.next(Call.MMAP);
        if (way != null) {
            return -way.errno();
        }
        if (strict && (protection & LinuxConstants.PROT_WRITE) != 0) {
            return -LinuxConstants.ENOMEM;
        }
        long address = system.mmap(bytes, protection);
        if (address > 0) {
            mapped.put(address, address + bytes);
        }
        return address;
    }

    @Override
    public synchronized long munmap(long address, long bytes) {
        Failing way = injector.next(Call.MUNMAP);
        if (way != null) {
            return -way.errno();
        }
        long answer = system.munmap(address, bytes);
        if (answer == 0) {
            Map.Entry<Long, Long> whole = mapped.floorEntry(address);
            mapped.remove(whole.getKey());
            keep(whole.getKey(), address);
            keep(address + bytes, whole.getValue());
        }
        return answer;
    }

    private void keep(long start, long end) {
        if (start < end) {
            mapped.put(start, end);
        }
    }

    @Override
    public synchronized long madvise(long address, long bytes, int advice) {
        return switch (advice) {
            case LinuxConstants.MADV_DONTNEED -> purge(address, bytes);
            case LinuxConstants.MADV_POPULATE_WRITE -> inHalves(injector.next(Call.POPULATE), bytes,
                    part -> system.madvise(address, part, advice));
            default -> {
                Failing way = injector.next(Call.ADVISE);
                yield way == null ? system.madvise(address, bytes, advice) : -way.errno();
            }
        };
    }

    private long purge(long address, long bytes) {
        long answer = inHalves(injector.next(Call.PURGE), bytes, part -> {
            if (locked.containsAny(address, part)) {
                return -LinuxConstants.EINVAL;
            }
            return system.madvise(address, part, LinuxConstants.MADV_DONTNEED);
        });
        refused.set(address, bytes, answer != 0);
        return answer;
    }

    @Override
    public synchronized long mprotect(long address, long bytes, int protection) {
        return inHalves(injector.next(Call.MPROTECT), bytes, part -> system.mprotect(address, part, protection));
    }

    @Override
    public synchronized long mincore(long address, long bytes, MemorySegment vector) {
        Failing way = injector.next(Call.MINCORE);
        return way == null ? system.mincore(address, bytes, vector) : -way.errno();
    }

    @Override
    public synchronized long mlock(long address, long bytes) {
        return inHalves(injector.next(Call.MLOCK), bytes, part -> {
            locked.set(address, part, true);
            return system.madvise(address, part, LinuxConstants.MADV_POPULATE_WRITE);
        });
    }

    @Override
    public synchronized long munlock(long address, long bytes) {
        Failing way = injector.next(Call.MUNLOCK);
        if (way != null) {
            refuse(address, bytes);
            return -way.errno();
        }
        locked.set(address, bytes, false);
        return 0;
    }

    @Override
    public long pageSize() {
        return page;
    }

    @FunctionalInterface
    private interface Part {
        long call(long bytes);
    }

    private long inHalves(Failing way, long bytes, Part call) {
        if (way == Failing.HALF_DONE) {
            call.call(bytes / 2 & -page);
        }
        return way == null ? call.call(bytes) : -way.errno();
    }

    /** Pages that somebody above did not have taken back when he was asked to. */
    public synchronized void refuse(long address, long bytes) {
        refused.set(address, bytes, true);
    }

    /** How many bytes are mapped. */
    public synchronized long mappedBytes() {
        return mapped.entrySet().stream().mapToLong(range -> range.getValue() - range.getKey()).sum();
    }

    /** How many bytes are resident that the system was not asked to take, or has taken when it was. */
    public synchronized long residentBytes() {
        long resident = 0;
        try (Arena arena = Arena.ofConfined()) {
            for (Map.Entry<Long, Long> range : mapped.entrySet()) {
                long bytes = range.getValue() - range.getKey();
                MemorySegment vector = arena.allocate(bytes / page);
                if (system.mincore(range.getKey(), bytes, vector) < 0) {
                    throw new AssertionError("the system does not tell what is resident");
                }
                for (int at = 0; at < vector.byteSize(); at++) {
                    boolean there = (vector.get(JAVA_BYTE, at) & 1) != 0;
                    resident += there && !refused.contains(range.getKey() + at * page) ? page : 0;
                }
            }
        }
        return resident;
    }

    /** Unmaps everything: for a test at whose end nobody has an address. */
    public synchronized void unmapAll() {
        mapped.forEach((start, end) -> system.munmap(start, end - start));
        mapped.clear();
    }
}
