package org.pinfold.os;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;

/**
 * What {@link MmapSource} has the system do with pages, which are its own and whole: that is its business to check.
 *
 * <p><b>Locking.</b> The kernel does not take locked pages back ({@code MADV_DONTNEED} fails with EINVAL), so they are
 * unlocked first. A lock that fails half-way may leave pages locked, and one that is touched in advance may leave them
 * resident; what is not committed has neither, so both are undone.
 */
final class PageCalls {
    private static final int READ_WRITE = LinuxConstants.PROT_READ | LinuxConstants.PROT_WRITE;

    /** How often a call is made that answers EAGAIN before the failure is reported. */
    private static final int ATTEMPTS = 3;

    private final Posix posix;
    private final PageOptions options;
    private final long pageSize;

    PageCalls(Posix posix, PageOptions options) {
        this.posix = posix;
        this.options = options;
        this.pageSize = posix.pageSize();
    }

    void adviseHugePages(long address, long bytes) {
        int advice = options.huge() ? LinuxConstants.MADV_HUGEPAGE : LinuxConstants.MADV_NOHUGEPAGE;
        long answer = advise(address, bytes, advice);
        // EINVAL: a kernel built without transparent huge pages, which needs no advice about them.
        if (answer < 0 && answer != -LinuxConstants.EINVAL) {
            throw failure("madvise", address, bytes, (int) -answer);
        }
    }

    void makeWritable(long address, long bytes) {
        protect(address, bytes, READ_WRITE);
    }

    void makeInaccessible(long address, long bytes) {
        protect(address, bytes, LinuxConstants.PROT_NONE);
    }

    private void protect(long address, long bytes, int protection) {
        long answer = posix.mprotect(address, bytes, protection);
        if (answer < 0) {
            throw failure("mprotect", address, bytes, (int) -answer);
        }
    }

    /** Backs writable pages as the options say; those that fail are as before. */
    void back(long address, long bytes) {
        if (!options.locked() && !options.preTouched()) {
            return;
        }
        try {
            if (options.locked()) {
                lock(address, bytes);
            } else {
                touch(address, bytes);
            }
        } catch (SystemCallException failure) {
            try {
                purge(address, bytes);
            } catch (SystemCallException resident) {
                failure.addSuppressed(resident);
            }
            throw failure;
        }
    }

    private void lock(long address, long bytes) {
        long answer = posix.mlock(address, bytes);
        if (answer < 0) {
            int errno = (int) -answer;
            throw errno == LinuxConstants.EPERM || Errno.isRefusal(errno)
                    ? new LockRefusedException(address, bytes, errno, LockLimit.read())
                    : new SystemCallException("mlock", address, bytes, errno);
        }
    }

    private void touch(long address, long bytes) {
        long answer = advise(address, bytes, LinuxConstants.MADV_POPULATE_WRITE);
        if (answer == -LinuxConstants.EINVAL) {
            // An older kernel. The pages are zero, or their content is nobody's.
            for (long page = address; page < address + bytes; page += pageSize) {
                RawMemory.putByte(page, (byte) 0);
            }
        } else if (answer < 0) {
            throw failure("madvise", address, bytes, (int) -answer);
        }
    }

    void purge(long address, long bytes) {
        if (options.locked()) {
            long answer = posix.munlock(address, bytes);
            if (answer < 0) {
                throw new SystemCallException("munlock", address, bytes, (int) -answer);
            }
        }
        long answer = advise(address, bytes, LinuxConstants.MADV_DONTNEED);
        if (answer < 0) {
            throw new SystemCallException("madvise", address, bytes, (int) -answer);
        }
    }

    private long advise(long address, long bytes, int advice) {
        long answer = posix.madvise(address, bytes, advice);
        for (int attempt = 1; answer == -LinuxConstants.EAGAIN && attempt < ATTEMPTS; attempt++) {
            answer = posix.madvise(address, bytes, advice);
        }
        return answer;
    }

    OptionalLong residentBytes(long address, long bytes) {
        long pages = bytes / pageSize;
        long resident = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment vector = arena.allocate(Residency.vectorBytes(pages), Long.BYTES);
            for (long page = 0; page < pages; page += vector.byteSize()) {
                long chunk = Math.min(vector.byteSize(), pages - page);
                long from = address + page * pageSize;
                long answer = posix.mincore(from, chunk * pageSize, vector);
                // EAGAIN: not now.
                if (answer == -LinuxConstants.ENOSYS || answer == -LinuxConstants.EPERM
                        || answer == -LinuxConstants.EAGAIN) {
                    return OptionalLong.empty();
                }
                if (answer < 0) {
                    throw new SystemCallException("mincore", from, chunk * pageSize, (int) -answer);
                }
                resident += Residency.count(vector, chunk);
            }
        }
        return OptionalLong.of(resident * pageSize);
    }

    /** A refusal where memory is short. */
    static SystemCallException failure(String call, long address, long bytes, int errno) {
        return Errno.isRefusal(errno)
                ? new MemoryRefusedException(call, address, bytes, errno)
                : new SystemCallException(call, address, bytes, errno);
    }
}
