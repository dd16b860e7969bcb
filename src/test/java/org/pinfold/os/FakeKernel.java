package org.pinfold.os;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/**
 * A kernel for tests: it keeps a map of what is mapped, refuses what it is told to refuse, and fails the test when
 * memory is touched that is not mapped. It has addresses but no memory.
 */
final class FakeKernel implements Posix {
    static final long PAGE = 4096;

    /** Mapped ranges, end by start; neighbours stay apart. */
    private final TreeMap<Long, Long> mapped = new TreeMap<>();
    private final Map<String, Deque<Integer>> answers = new HashMap<>();
    private final List<String> log = new ArrayList<>();
    private long nextAddress;
    private long[] residentPages = {};

    FakeKernel(long firstAddress) {
        nextAddress = firstAddress;
    }

    /** The next calls of that name answer these error numbers, one each; 0 lets a call pass. */
    FakeKernel answer(String call, int... errnos) {
        Deque<Integer> queue = answers.computeIfAbsent(call, name -> new ArrayDeque<>());
        for (int errno : errnos) {
            queue.add(errno);
        }
        return this;
    }

    /** Pages by their number (address / page size) that mincore reports as resident. */
    void resident(long... pages) {
        residentPages = pages;
    }

    /** The calls made so far, as "name size" or "name size argument". */
    List<String> log() {
        return List.copyOf(log);
    }

    /** What is mapped, as end by start. */
    Map<Long, Long> mapped() {
        return Map.copyOf(mapped);
    }

    @Override
    public long mmap(long bytes, int protection) {
        int errno = enter("mmap", bytes + " " + protection);
        if (errno != 0) {
            return -errno;
        }
        long address = nextAddress;
        mapped.put(address, address + bytes);
        nextAddress += bytes + PAGE;
        return address;
    }

    @Override
    public long munmap(long address, long bytes) {
        int errno = enter("munmap", String.valueOf(bytes));
        if (errno != 0) {
            return -errno;
        }
        Map.Entry<Long, Long> range = requireMapped(address, bytes);
        mapped.remove(range.getKey());
        if (range.getKey() < address) {
            mapped.put(range.getKey(), address);
        }
        if (address + bytes < range.getValue()) {
            mapped.put(address + bytes, range.getValue());
        }
        return 0;
    }

    @Override
    public long madvise(long address, long bytes, int advice) {
        requireMapped(address, bytes);
        return -enter("madvise", bytes + " " + advice);
    }

    @Override
    public long mprotect(long address, long bytes, int protection) {
        requireMapped(address, bytes);
        return -enter("mprotect", bytes + " " + protection);
    }

    @Override
    public long mincore(long address, long bytes, MemorySegment vector) {
        requireMapped(address, bytes);
        // Bits above the lowest are undefined: set them all, so that a reader that looks at them is wrong.
        vector.asSlice(0, bytes / PAGE).fill((byte) 0xFE);
        for (long page : residentPages) {
            long index = page - address / PAGE;
            if (index >= 0 && index < bytes / PAGE) {
                vector.set(JAVA_BYTE, index, (byte) 0xFF);
            }
        }
        return -enter("mincore", String.valueOf(bytes));
    }

    @Override
    public long mlock(long address, long bytes) {
        requireMapped(address, bytes);
        return -enter("mlock", String.valueOf(bytes));
    }

    @Override
    public long munlock(long address, long bytes) {
        requireMapped(address, bytes);
        return -enter("munlock", String.valueOf(bytes));
    }

    @Override
    public long pageSize() {
        return PAGE;
    }

    private int enter(String call, String arguments) {
        log.add(call + " " + arguments);
        Deque<Integer> queue = answers.get(call);
        return queue == null || queue.isEmpty() ? 0 : queue.remove();
    }

    private Map.Entry<Long, Long> requireMapped(long address, long bytes) {
        Map.Entry<Long, Long> range = mapped.floorEntry(address);
        if (bytes <= 0 || range == null || address + bytes > range.getValue()) {
            throw new AssertionError("a call for %d bytes at 0x%x, which are not mapped".formatted(bytes, address));
        }
        return range;
    }
}
