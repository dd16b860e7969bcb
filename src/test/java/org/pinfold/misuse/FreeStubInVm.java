package org.pinfold.misuse;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException.Kind;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Blocks that the C library frees: by the trees of {@code search.h}, by threads of its own, and wrongly. */
class FreeStubInVm {
    private static final int BLOCKS = 200;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle TSEARCH = function("tsearch", FunctionDescriptor.of(JAVA_LONG,
            JAVA_LONG, ADDRESS, ADDRESS));
    private static final MethodHandle TDESTROY = function("tdestroy", FunctionDescriptor.ofVoid(JAVA_LONG, ADDRESS));
    private static final MethodHandle CREATE = function("pthread_create", FunctionDescriptor.of(JAVA_INT,
            ADDRESS, ADDRESS, ADDRESS, JAVA_LONG));
    private static final MethodHandle JOIN = function("pthread_join", FunctionDescriptor.of(JAVA_INT,
            JAVA_LONG, ADDRESS));

    private final Logger logger = Logger.getLogger("org.pinfold");
    private final List<String> logged = new ArrayList<>();
    private RuntimeException fault;
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord told) {
            logged.add(told.getMessage());
            if (fault != null) {
                throw fault;
            }
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    private static MethodHandle function(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type);
    }

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void ignore() {
        logger.removeHandler(handler);
    }

    private static int compare(long left, long right) {
        return Long.compare(left, right);
    }

    /** A tree of these keys, in nodes of the C library's own. */
    private static long tree(Arena arena, long... keys) throws Throwable {
        MethodHandle compare = MethodHandles.lookup().findStatic(FreeStubInVm.class, "compare",
                MethodType.methodType(int.class, long.class, long.class));
        MemorySegment order = LINKER.upcallStub(compare, FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG), arena);
        MemorySegment root = arena.allocateFrom(JAVA_LONG, 0);
        for (long key : keys) {
            assertTrue((long) TSEARCH.invokeExact(key, root, order) != 0);
        }
        return root.get(JAVA_LONG, 0);
    }

    private static long[] blocks(Heap heap) {
        long[] blocks = new long[BLOCKS];
        for (int i = 0; i < BLOCKS; i++) {
            blocks[i] = heap.malloc(i * 997L);
        }
        return blocks;
    }

    @ParameterizedTest
    @EnumSource
    void aTreeFreesItsKeys(Variant variant) throws Throwable {
        try (Heap heap = variant.open(); Arena arena = Arena.ofConfined()) {
            TDESTROY.invokeExact(tree(arena, blocks(heap)), heap.freeStub(arena));
            assertEquals(0, heap.stats().liveBytes());
            assertEquals(0, heap.misuses().total());
            assertTrue(heap.audit().clean());
            assertEquals(List.of(), logged);
        }
    }

    @Test
    void misuseIsToldAndEndsNothing() throws Throwable {
        try (Heap heap = Heap.create(); Arena arena = Arena.ofConfined()) {
            long[] blocks = blocks(heap);
            heap.free(blocks[7]);
            blocks[8] += 16;
            TDESTROY.invokeExact(tree(arena, blocks), heap.freeStub(arena));
            assertEquals(2, heap.misuses().total());
            assertEquals(1, heap.misuses().byKind().get(Kind.DOUBLE_FREE));
            assertEquals(2, logged.size(), logged::toString);
            assertTrue(logged.getFirst().startsWith("native code could not free a block: "), logged::toString);
            heap.free(blocks[8] - 16);
            assertEquals(0, heap.stats().liveBytes(), "all others are free");
            assertTrue(heap.audit().clean());
        }
    }

    @Test
    void aLogThatFailsEndsNothing() throws Throwable {
        fault = new IllegalArgumentException("the log's");
        try (Heap heap = Heap.create(); Arena arena = Arena.ofConfined()) {
            TDESTROY.invokeExact(tree(arena, 16, 32), heap.freeStub(arena));
            assertEquals(2, heap.misuses().total());
            assertEquals(2, logged.size(), logged::toString);
        }
    }

    @Test
    void aClosedHeapIsToldAndEndsNothing() throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            Heap heap = Heap.create();
            MemorySegment stub = heap.freeStub(arena);
            long tree = tree(arena, blocks(heap));
            heap.close();
            TDESTROY.invokeExact(tree, stub);
            assertEquals(BLOCKS, logged.size());
            assertTrue(logged.getFirst().contains("closed"), logged::toString);
            assertThrows(IllegalStateException.class, () -> heap.freeStub(arena));
        }
    }

    @Test
    void nullIsNoBlock() throws Throwable {
        try (Heap heap = Heap.create(); Arena arena = Arena.ofConfined()) {
            MethodHandle free = LINKER.downcallHandle(heap.freeStub(arena), FunctionDescriptor.ofVoid(JAVA_LONG));
            free.invokeExact(0L);
            assertEquals(0, heap.misuses().total());
        }
    }

    /** The function is the thread's whole program, so that the virtual machine has never seen the thread. */
    @Test
    void threadsOfTheCLibraryFree() throws Throwable {
        try (Heap heap = Heap.create(); Arena arena = Arena.ofShared()) {
            MemorySegment stub = heap.freeStub(arena);
            MemorySegment thread = arena.allocate(MemoryLayout.sequenceLayout(1, JAVA_LONG));
            for (long block : blocks(heap)) {
                assertEquals(0, (int) CREATE.invokeExact(thread, MemorySegment.NULL, stub, block));
                assertEquals(0, (int) JOIN.invokeExact(thread.get(JAVA_LONG, 0), MemorySegment.NULL));
            }
            assertEquals(0, heap.stats().liveBytes());
            assertTrue(heap.audit().clean());
            assertEquals(List.of(), logged);
        }
    }

    @Test
    void anArenaThatHasEndedIsRefused() {
        Arena arena = Arena.ofConfined();
        arena.close();
        try (Heap heap = Heap.create()) {
            assertThrows(IllegalStateException.class, () -> heap.freeStub(arena));
        }
    }
}
