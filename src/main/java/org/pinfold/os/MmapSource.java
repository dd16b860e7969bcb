package org.pinfold.os;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Memory mapped from the operating system.
 *
 * <p><b>Reserving.</b> A range is mapped readable and writable with {@code MAP_NORESERVE}, so it costs addresses and
 * nothing else. Where that is refused (strict overcommit counts writable mappings, {@code ulimit -v} counts addresses),
 * halves are tried down to the minimum. Where the minimum is refused too, the same sizes are tried read-only, which
 * overcommit does not count, and {@link #commit} makes parts writable. Read-only rather than inaccessible: a stray
 * read inside the reservation then sees zero instead of crashing the VM.
 *
 * <p><b>Aligning.</b> The system aligns to pages only, so a range is mapped larger by one alignment and its ends are
 * unmapped again: a page of each at least, so that the kernel does not merge the mappings of two ranges, and what it
 * tells about a mapping is told about one range.
 *
 * <p><b>Owning.</b> Every range that an operation is given must lie in a reservation of this source. A wrong number
 * can therefore not unmap, purge or protect memory of anyone else.
 */
public final class MmapSource implements MemorySource {
    /** More than the user half of any 47-bit address space, and far from overflow in the arithmetic below. */
    private static final long LARGEST_RESERVATION = 1L << 47;

    private static final int READ_WRITE = LinuxConstants.PROT_READ | LinuxConstants.PROT_WRITE;

    /** Shared by all sources of the process, so that a heap may get the range of any other. */
    private static final RetiredRanges RETIRED = new RetiredRanges();

    private final CountedPosix posix;
    private final RetiredRanges retired;
    private final long alignment;
    private final long pageSize;
    private final PageOptions options;
    private final PageCalls pages;
    private final long purgeGranule;

    /** Reservations by address. Only whole reservations come and go, so the greatest key at or below an address
     *  finds the only one that can contain it. */
    private final ConcurrentNavigableMap<Long, Reservation> reservations = new ConcurrentSkipListMap<>();

    /**
     * Makes a source of memory for this process.
     *
     * @param alignment alignment of reservations in bytes, a power of two that is at least the page size
     * @param options what to do about pages
     * @throws IllegalArgumentException if the alignment is none
     * @throws NativeAccessException if the VM denies native access
     * @throws UnsupportedPlatformException if there is no implementation for this platform
     */
    public MmapSource(long alignment, PageOptions options) {
        this(LinuxPosix.link(), RETIRED, alignment, options);
    }

    MmapSource(Posix posix, long alignment, PageOptions options) {
        this(posix, new RetiredRanges(), alignment, options);
    }

    private MmapSource(Posix posix, RetiredRanges retired, long alignment, PageOptions options) {
        this.posix = new CountedPosix(posix);
        this.retired = retired;
        this.pageSize = posix.pageSize();
        if (Long.bitCount(alignment) != 1 || alignment < pageSize || alignment > LARGEST_RESERVATION) {
            throw new IllegalArgumentException("alignment " + alignment + " is not a power of two from the page size "
                    + pageSize + " to " + LARGEST_RESERVATION);
        }
        this.alignment = alignment;
        this.options = options;
        this.pages = new PageCalls(this.posix, options);
        this.purgeGranule = purgeGranule(options, pageSize);
    }

    private static long purgeGranule(PageOptions options, long pageSize) {
        if (options.locked()) {
            return NOTHING_PURGED;
        }
        return options.huge() ? HugePages.bytes(new SystemFiles(Path.of("/"))).orElse(pageSize) : pageSize;
    }

    @Override
    public Reservation reserve(long minimumBytes, long preferredBytes) {
        if (minimumBytes <= 0 || preferredBytes < minimumBytes || preferredBytes > LARGEST_RESERVATION) {
            throw new IllegalArgumentException("reservation of " + minimumBytes + " to " + preferredBytes
                    + " bytes: sizes must be ordered, greater than 0 and at most " + LARGEST_RESERVATION);
        }
        long minimum = alignUp(minimumBytes);
        long preferred = alignUp(preferredBytes);
        Optional<Reservation> again = retired.take(preferred).filter(this::renew);
        if (again.isPresent()) {
            return again.get();
        }
        try {
            return reserve(minimum, preferred, true);
        } catch (MemoryRefusedException refusedWritable) {
            try {
                return reserve(minimum, preferred, false);
            } catch (MemoryRefusedException refusedReadable) {
                refusedReadable.addSuppressed(refusedWritable);
                throw refusedReadable;
            }
        }
    }

    /** Makes a retired range a reservation of this source. A range whose pages do not go back rests for ever. */
    private boolean renew(Reservation range) {
        reservations.put(range.address(), range);
        try {
            purge(range.address(), range.bytes());
            pages.adviseHugePages(range.address(), range.bytes());
            return true;
        } catch (SystemCallException e) {
            reservations.remove(range.address());
            System.getLogger("org.pinfold").log(System.Logger.Level.WARNING,
                    "a closed heap's addresses are not used again: " + e.getMessage());
            return false;
        }
    }

    private Reservation reserve(long minimum, long preferred, boolean committedUpFront) {
        int protection = committedUpFront ? READ_WRITE : LinuxConstants.PROT_READ;
        long bytes = preferred;
        while (true) {
            long mapped = bytes + alignment + pageSize;
            long answer = posix.mmap(mapped, protection);
            if (answer >= 0) {
                Reservation reservation = trim(answer, mapped, bytes, committedUpFront);
                reservations.put(reservation.address(), reservation);
                return reservation;
            }
            int errno = (int) -answer;
            if (bytes == minimum || !Errno.isRefusal(errno)) {
                throw PageCalls.failure("mmap", 0, mapped, errno);
            }
            bytes = Math.max(minimum, alignDown(bytes / 2));
        }
    }

    /**
     * Cuts the aligned part out of a fresh mapping. If that fails, exactly what is still ours is unmapped: an end cut
     * off before may already be another thread's mapping.
     */
    private Reservation trim(long start, long mapped, long bytes, boolean committedUpFront) {
        long address = alignUp(start + pageSize);
        long ownedFrom = start;
        long ownedTo = start + mapped;
        try {
            unmap(ownedFrom, address - ownedFrom);
            ownedFrom = address;
            unmap(address + bytes, ownedTo - address - bytes);
            ownedTo = address + bytes;
            pages.adviseHugePages(address, bytes);
        } catch (SystemCallException failure) {
            try {
                unmap(ownedFrom, ownedTo - ownedFrom);
            } catch (SystemCallException leak) {
                failure.addSuppressed(leak);
            }
            throw failure;
        }
        return new Reservation(address, bytes, committedUpFront);
    }

    private void unmap(long address, long bytes) {
        if (bytes > 0) {
            long answer = posix.munmap(address, bytes);
            if (answer < 0) {
                // A refusal, if there would be one mapping too many.
                throw PageCalls.failure("munmap", address, bytes, (int) -answer);
            }
        }
    }

    @Override
    public void commit(long address, long bytes) {
        Reservation owner = requireOwned(address, bytes);
        if (bytes == 0) {
            return;
        }
        if (!owner.committedUpFront()) {
            pages.makeWritable(address, bytes);
        }
        pages.back(address, bytes);
    }

    @Override
    public void purge(long address, long bytes) {
        requireOwned(address, bytes);
        if (bytes > 0) {
            pages.purge(address, bytes);
        }
    }

    @Override
    public void guard(long address, long bytes) {
        requireOwned(address, bytes);
        if (bytes > 0) {
            pages.makeInaccessible(address, bytes);
        }
    }

    @Override
    public void unguard(long address, long bytes) {
        requireOwned(address, bytes);
        if (bytes > 0) {
            pages.makeWritable(address, bytes);
        }
    }

    @Override
    public OptionalLong residentBytes(long address, long bytes) {
        requireOwned(address, bytes);
        return pages.residentBytes(address, bytes);
    }

    @Override
    public OptionalLong hugePageBytes() {
        return options.huge()
                ? HugePages.backing(reservations.values(), new SystemFiles(Path.of("/"))) : OptionalLong.of(0);
    }

    @Override
    public void release(Reservation reservation) {
        disown(reservation);
        try {
            unmap(reservation.address(), reservation.bytes());
        } catch (SystemCallException failure) {
            reservations.put(reservation.address(), reservation);
            throw failure;
        }
    }

    @Override
    public void retire(Reservation reservation) {
        disown(reservation);
        retired.add(reservation);
    }

    /** The removal decides between two callers: only one of them may unmap or retire a reservation. */
    private void disown(Reservation reservation) {
        if (!reservations.remove(reservation.address(), reservation)) {
            throw new IllegalArgumentException(reservation + " is not, or no longer, a reservation of this source");
        }
    }

    @Override
    public SystemCalls calls() {
        return posix.counts();
    }

    @Override
    public long pageSize() {
        return pageSize;
    }

    @Override
    public long purgeGranule() {
        return purgeGranule;
    }

    @Override
    public long alignment() {
        return alignment;
    }

    private Reservation requireOwned(long address, long bytes) {
        Map.Entry<Long, Reservation> candidate = reservations.floorEntry(address);
        if (candidate == null || !candidate.getValue().contains(address, bytes)) {
            throw new IllegalArgumentException(
                    "%d bytes at 0x%x lie in no reservation of this source".formatted(bytes, address));
        }
        if (((address | bytes) & pageSize - 1) != 0) {
            throw new IllegalArgumentException(
                    "%d bytes at 0x%x are no whole pages of %d bytes".formatted(bytes, address, pageSize));
        }
        return candidate.getValue();
    }

    private long alignUp(long value) {
        return alignDown(value + alignment - 1);
    }

    private long alignDown(long value) {
        return value & -alignment;
    }
}
