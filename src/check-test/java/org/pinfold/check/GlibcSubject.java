package org.pinfold.check;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.util.OptionalLong;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** The C library's allocator, called by the linker. What it takes is that of the whole process. */
final class GlibcSubject implements Subject<Long> {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final MethodHandle MALLOC = linked("malloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
    private static final MethodHandle FREE = linked("free", FunctionDescriptor.ofVoid(JAVA_LONG));
    /** Ten figures; the eighth is what is in use on the heap, the fifth what is in mappings of its own. */
    private static final MethodHandle MALLINFO = linked("mallinfo2",
            FunctionDescriptor.of(MemoryLayout.structLayout(MemoryLayout.sequenceLayout(10, JAVA_LONG))));
    private static final int IN_MAPPINGS = 4;
    private static final int IN_USE = 7;

    private final long atFirst = bytesInUse();

    private static MethodHandle linked(String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(Linker.nativeLinker().defaultLookup().findOrThrow(name), type);
    }

    @Override
    public Long allocate(int size) {
        try {
            long address = (long) MALLOC.invokeExact((long) size);
            return address == 0 ? null : address;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean free(Long block) {
        try {
            FREE.invokeExact((long) block);
            return true;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void write(Long block, byte[] content) {
        MemorySegment.copy(content, 0, MEMORY, JAVA_BYTE, block, content.length);
    }

    @Override
    public void read(Long block, byte[] content) {
        MemorySegment.copy(MEMORY, JAVA_BYTE, block, content, 0, content.length);
    }

    @Override
    public OptionalLong memoryBytes() {
        return OptionalLong.of(Math.max(0, bytesInUse() - atFirst));
    }

    private static long bytesInUse() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment figures = (MemorySegment) MALLINFO.invokeExact((SegmentAllocator) arena);
            return figures.getAtIndex(JAVA_LONG, IN_MAPPINGS) + figures.getAtIndex(JAVA_LONG, IN_USE);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
