package org.pinfold;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinfold.HeapMisuseException.Kind;
import org.pinfold.protocol.PinGuard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A block that stays as long as somebody reads it, and goes back once. */
class SharedBlockTest {
    private static final int THREADS = 4;

    private final Heap heap = Heap.builder().limit(64 << 20).maintenance(false).build();

    @AfterEach
    void nothingIsLeft() {
        heap.flushThreadCache();
        AuditReport audit = heap.audit();
        heap.close();
        assertTrue(audit.clean(), () -> audit.problems().toString());
        assertEquals(0, audit.liveBlocks());
    }

    private static void caught(Kind kind, Runnable misuse) {
        HeapMisuseException caught = assertThrows(HeapMisuseException.class, misuse::run);
        assertEquals(kind, caught.kind(), caught::getMessage);
        assertTrue(caught.getMessage().contains("0x" + Long.toHexString(caught.address())), caught::getMessage);
    }

    @ParameterizedTest
    @EnumSource
    void whoHoldsAPinReads(Sizes size) {
        SharedBlock block = heap.allocateShared(size.bytes, 64);
        assertEquals(size.bytes, block.byteSize());
        assertTrue(block.tryPin());
        MemorySegment content = block.segment();
        assertEquals(size.bytes, content.byteSize());
        assertEquals(0, content.address() % 64);
        content.set(ValueLayout.JAVA_LONG, 0, 42);
        try (SharedBlock.Pin pin = block.pin()) {
            assertEquals(2, block.pins());
            assertEquals(42, pin.segment().get(ValueLayout.JAVA_LONG, 0));
        }
        block.unpin();
        assertEquals(0, block.pins());
        block.free();
    }

    @ParameterizedTest
    @EnumSource
    void theLastReaderGivesItBack(Sizes size) {
        SharedBlock block = heap.allocateShared(size.bytes, 1);
        SharedBlock.Pin pin = block.pin();
        assertTrue(block.tryPin());
        assertFalse(block.isFreed());
        block.free();
        assertTrue(block.isFreed());
        pin.segment().fill((byte) 7);
        pin.close();
        assertEquals(1, heap.audit().liveBlocks(), "somebody still reads");
        assertEquals(7, block.segment().get(ValueLayout.JAVA_BYTE, size.bytes - 1));
        block.unpin();
        assertEquals(0, heap.audit().liveBlocks());
    }

    @ParameterizedTest
    @EnumSource
    void withoutReadersItGoesAtOnce(Sizes size) {
        SharedBlock block = heap.allocateShared(size.bytes, 1);
        assertEquals(1, heap.audit().liveBlocks());
        block.free();
        assertEquals(0, heap.audit().liveBlocks());
    }

    @Test
    void whatWasFreedIsNotPinned() {
        SharedBlock block = heap.allocateShared(100, 1);
        assertTrue(block.tryPin());
        block.free();
        assertFalse(block.tryPin(), "although somebody still reads");
        assertNull(block.pin());
        block.unpin();
        assertFalse(block.tryPin());
        SharedBlock next = heap.allocateShared(100, 1);
        assertTrue(next.tryPin());
        assertFalse(block.tryPin(), "whoever has the memory now");
        next.unpin();
        next.free();
    }

    @Test
    void aSecondFreeIsReported() {
        SharedBlock block = heap.allocateShared(100, 1);
        SharedBlock.Pin pin = block.pin();
        block.free();
        caught(Kind.DOUBLE_FREE, block::free);
        assertNotNull(pin.segment());
        pin.close();
        SharedBlock next = heap.allocateShared(100, 1);
        caught(Kind.DOUBLE_FREE, block::free);
        assertEquals(1, heap.audit().liveBlocks(), "the next owner's");
        next.free();
    }

    @Test
    void oneUnpinTooManyIsReported() {
        SharedBlock block = heap.allocateShared(100, 1);
        caught(Kind.NOT_PINNED, block::unpin);
        assertTrue(block.tryPin());
        block.unpin();
        caught(Kind.NOT_PINNED, block::unpin);
        block.free();
        caught(Kind.NOT_PINNED, block::unpin);
    }

    @Test
    void aPinIsDroppedOnce() {
        SharedBlock block = heap.allocateShared(100, 1);
        SharedBlock.Pin mine = block.pin();
        SharedBlock.Pin others = block.pin();
        mine.close();
        caught(Kind.NOT_PINNED, mine::close);
        caught(Kind.NOT_PINNED, mine::segment);
        assertEquals(1, block.pins(), "the other one is not mine to drop");
        assertNotNull(others.segment());
        others.close();
        block.free();
    }

    @Test
    void useWithoutAPinIsReported() {
        SharedBlock block = heap.allocateShared(100, 1);
        caught(Kind.NOT_PINNED, block::segment);
        assertTrue(block.tryPin());
        block.free();
        assertSame(block.segment(), block.segment(), "those who hold one go on");
        block.unpin();
        caught(Kind.NOT_PINNED, block::segment);
    }

    /** Readers that forget their pins are told so, and not that the block was freed. */
    @Test
    void pinsHaveABound() throws ReflectiveOperationException {
        long most = (1L << 32) - 1;
        SharedBlock block = heap.allocateShared(100, 1);
        setWord(block, most - 1);
        assertTrue(block.tryPin());
        assertTrue(assertThrows(IllegalStateException.class, block::tryPin).getMessage().contains(most + " pins"));
        assertThrows(IllegalStateException.class, block::pin);
        assertEquals(most, block.pins());
        block.free();
        assertFalse(block.tryPin());
        setWord(block, 0);
        block.free();
    }

    /** So many pins, which would take minutes to take one by one. */
    private static void setWord(SharedBlock block, long word) throws ReflectiveOperationException {
        var guard = SharedBlock.class.getDeclaredField("guard");
        guard.setAccessible(true);
        var field = PinGuard.class.getDeclaredField("word");
        field.setAccessible(true);
        field.setLong(guard.get(block), word);
    }

    @Test
    void badRequestsAreRefusedAndNothingIsLost() {
        assertThrows(IllegalArgumentException.class, () -> heap.allocateShared(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> heap.allocateShared(1, 3));
        assertThrows(OutOfMemoryError.class, () -> heap.allocateShared(1L << 40, 1));
        SharedBlock empty = heap.allocateShared(0, 1);
        assertTrue(empty.tryPin());
        assertEquals(0, empty.segment().byteSize());
        empty.unpin();
        empty.free();
    }

    /** The heap knows addresses and no pins, so it believes this; the end of the block shows it. */
    @Test
    void aFreeByAddressIsReportedByTheGivingBack() {
        SharedBlock block = heap.allocateShared(100, 1);
        assertTrue(block.tryPin());
        heap.free(block.segment());
        block.free();
        caught(Kind.DOUBLE_FREE, block::unpin);
    }

    /** Through memory that is the system's or the JDK's, too, where a closed heap answers in other ways. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void theHeapMayBeClosedUnderReaders(Backing backing) {
        Heap closed = Heap.builder().limit(64 << 20).backing(backing).build();
        SharedBlock deferred = closed.allocateShared(100, 1);
        SharedBlock owned = closed.allocateShared(100, 1);
        SharedBlock.Pin pin = deferred.pin();
        MemorySegment content = pin.segment();
        deferred.free();
        closed.close();
        assertThrows(IllegalStateException.class, () -> content.get(ValueLayout.JAVA_BYTE, 0));
        assertThrows(IllegalStateException.class, () -> pin.segment().get(ValueLayout.JAVA_BYTE, 0));
        pin.close();
        assertEquals(0, deferred.pins());
        caught(Kind.NOT_PINNED, pin::close);
        assertThrows(IllegalStateException.class, owned::free);
        assertThrows(IllegalStateException.class, () -> closed.allocateShared(100, 1));
    }

    @Test
    void itTellsWhatItIs() {
        SharedBlock block = heap.allocateShared(100, 1);
        assertTrue(block.tryPin());
        String where = "shared block of 100 bytes at 0x" + Long.toHexString(block.segment().address());
        assertEquals(where + ", 1 pins, not freed", block.toString());
        block.free();
        assertEquals(where + ", 1 pins, freed, and there for those who hold pins", block.toString());
        block.unpin();
        assertEquals(where + ", 0 pins, freed", block.toString());
    }

    @Test
    void ofManyFreesOneSucceeds() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            SharedBlock block = heap.allocateShared(100, 1);
            assertEquals(THREADS - 1, refused(block::free));
            assertTrue(block.isFreed());
        }
    }

    @Test
    void ofManyClosesOneSucceeds() throws InterruptedException {
        SharedBlock block = heap.allocateShared(100, 1);
        assertTrue(block.tryPin());
        for (int round = 0; round < 200; round++) {
            SharedBlock.Pin pin = block.pin();
            assertEquals(THREADS - 1, refused(pin::close));
            assertEquals(1, block.pins(), "the one that was there before");
        }
        block.unpin();
        block.free();
    }

    /** How many of several threads, that do this at the same time, are refused. */
    private static int refused(Runnable call) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        AtomicInteger refused = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    start.await();
                    call.run();
                } catch (HeapMisuseException e) {
                    refused.incrementAndGet();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return refused.get();
    }
}
