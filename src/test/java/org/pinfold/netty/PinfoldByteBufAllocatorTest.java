package org.pinfold.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ResourceLeakDetector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinfold.Backing;
import org.pinfold.Heap;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What Netty's own tests do not ask of the allocator: its heap, growth, threads, errors and figures. */
class PinfoldByteBufAllocatorTest {
    private static final long LIMIT = 64 << 20;

    private Heap heap;
    private PinfoldByteBufAllocator allocator;

    @BeforeEach
    void open() {
        heap = Heap.builder().limit(LIMIT).build();
        allocator = new PinfoldByteBufAllocator(heap);
    }

    @AfterEach
    void allWasFreedOnce() {
        assertInOrder(0);
        heap.close();
    }

    private void assertInOrder(long live) {
        assertTrue(heap.audit().clean(), () -> heap.audit().problems().toString());
        assertEquals(live, heap.audit().liveBlocks());
    }

    @Test
    void aDirectBufferIsABlockOfTheHeap() {
        ByteBuf buffer = allocator.directBuffer(100);
        assertTrue(buffer.isDirect() && buffer.hasMemoryAddress() && buffer.isContiguous());
        assertSame(allocator, buffer.alloc());
        assertEquals(Heap.goodSize(100), heap.usableSize(buffer.memoryAddress()));
        assertTrue(buffer.release());
        assertInOrder(0);
    }

    @Test
    void buffersAreOfTheKindAskedFor() {
        assertSame(heap, allocator.heap());
        assertTrue(allocator.isDirectBufferPooled());
        List<ByteBuf> direct = List.of(allocator.buffer(), allocator.ioBuffer(), allocator.directBuffer(10, 20));
        List<ByteBuf> arrays = List.of(allocator.heapBuffer(10), new PinfoldByteBufAllocator(heap, false).buffer());
        assertInOrder(direct.size());
        direct.forEach(buffer -> assertTrue(buffer.isDirect()));
        arrays.forEach(buffer -> assertTrue(buffer.hasArray()));
        direct.forEach(ByteBuf::release);
        arrays.forEach(ByteBuf::release);
    }

    @Test
    void aBufferGrowsAndShrinksWithItsContent() {
        ByteBuf buffer = allocator.directBuffer(8);
        buffer.internalNioBuffer(0, 8);
        for (int i = 0; i < 1 << 18; i++) {
            buffer.writeLong(i);
        }
        int bytes = buffer.writerIndex();
        for (int i = 0; i < bytes; i += Long.BYTES) {
            assertEquals(i / Long.BYTES, buffer.getLong(i));
        }
        ByteBuffer view = buffer.internalNioBuffer(bytes - Long.BYTES, Long.BYTES);
        assertEquals((1 << 18) - 1, view.getLong());
        buffer.capacity(10_000);
        assertEquals(10_000, buffer.writerIndex());
        assertEquals(1_249, buffer.getLong(9_992));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.getLong(9_993));
        assertInOrder(1);
        buffer.release();
    }

    @Test
    void aLargeBufferGrowsWhereItStands() {
        ByteBuf buffer = allocator.directBuffer(200_000);
        long address = buffer.memoryAddress();
        buffer.setLong(199_992, 42);
        buffer.capacity(400_000);
        assertDoesNotThrow(() -> buffer.setLong(399_992, 43));
        assertEquals(address, buffer.memoryAddress());
        assertEquals(42, buffer.getLong(199_992));
        buffer.release();
    }

    @Test
    void theInternalViewIsOfTheMemoryThatThereIs() {
        ByteBuf buffer = allocator.directBuffer(16);
        buffer.internalNioBuffer(0, 16);
        buffer.capacity(50_000).setInt(0, 42);
        ByteBuffer view = assertDoesNotThrow(() -> buffer.internalNioBuffer(0, 50_000));
        assertEquals(42, view.getInt());
        buffer.release();
    }

    @Test
    void aBufferThatCannotGrowIsAsItWas() {
        ByteBuf buffer = allocator.directBuffer(100).writeInt(42);
        assertThrows(OutOfMemoryError.class, () -> buffer.capacity((int) LIMIT + 1));
        assertEquals(100, buffer.capacity());
        assertEquals(42, buffer.getInt(0));
        assertThrows(IllegalArgumentException.class, () -> allocator.directBuffer(10, 20).capacity(21));
        assertThrows(OutOfMemoryError.class, () -> allocator.directBuffer((int) LIMIT + 1));
        buffer.release();
        assertInOrder(1);
        heap.close();
        open();
    }

    @Test
    void aReleaseTooManyNeverReachesTheHeap() {
        ByteBuf buffer = allocator.directBuffer(64).writeLong(1);
        assertFalse(buffer.retain().release());
        assertTrue(buffer.release());
        assertThrows(IllegalReferenceCountException.class, buffer::release);
        assertThrows(IllegalReferenceCountException.class, buffer::memoryAddress);
        assertThrows(IllegalReferenceCountException.class, () -> buffer.getLong(0));
        assertThrows(IllegalReferenceCountException.class, () -> buffer.setLong(0, 1));
        assertThrows(IllegalReferenceCountException.class, () -> buffer.capacity(10));
        assertThrows(IllegalReferenceCountException.class, () -> buffer.nioBuffer(0, 8));
        assertThrows(IllegalReferenceCountException.class, () -> buffer.internalNioBuffer(0, 8));
        assertThrows(IllegalReferenceCountException.class, () -> buffer.copy(0, 8));
        assertEquals(0, heap.misuses().total());
    }

    @Test
    void afterTheHeapEverythingThrows() {
        ByteBuf buffer = allocator.directBuffer(64);
        ByteBuffer view = buffer.nioBuffer(0, 64);
        heap.close();
        assertThrows(IllegalStateException.class, () -> allocator.directBuffer(64));
        assertThrows(IllegalStateException.class, () -> buffer.getLong(0));
        assertThrows(IllegalStateException.class, () -> view.get(0));
        assertThrows(IllegalStateException.class, () -> buffer.capacity(1_000));
        assertEquals(0, allocator.metric().usedDirectMemory());
        assertThrows(IllegalStateException.class, buffer::release);
        open();
    }

    @Test
    void onlyAHeapOfItsOwnIsClosed() {
        allocator.close();
        assertDoesNotThrow(() -> allocator.directBuffer(10).release());
        PinfoldByteBufAllocator own = PinfoldByteBufAllocator.create();
        own.directBuffer(10).release();
        own.close();
        assertThrows(IllegalStateException.class, () -> own.directBuffer(10));
    }

    @Test
    void figuresAreThoseOfLiveBuffers() {
        ByteBufAllocatorMetric metric = allocator.metric();
        ByteBuf direct = allocator.directBuffer(1_000);
        ByteBuf array = allocator.heapBuffer(1_000);
        assertEquals(Heap.goodSize(1_000), metric.usedDirectMemory());
        assertEquals(1_000, metric.usedHeapMemory());
        direct.capacity(5_000);
        array.capacity(5_000);
        assertEquals(Heap.goodSize(5_000), metric.usedDirectMemory());
        assertEquals(5_000, metric.usedHeapMemory());
        direct.release();
        array.release();
        assertEquals(0, metric.usedDirectMemory());
        assertEquals(0, metric.usedHeapMemory());
        assertTrue(metric.toString().contains("usedDirectMemory: 0"), metric::toString);
    }

    @Test
    void largeArraysAreUsedAgainByOneBufferAtATime() {
        ByteBuf first = allocator.heapBuffer(100_000);
        byte[] array = first.array();
        ByteBuf second = allocator.heapBuffer(100_000);
        assertNotEquals(array, second.array());
        first.release();
        ByteBuf third = allocator.heapBuffer(100_000);
        ByteBuf fourth = allocator.heapBuffer(100_000);
        assertSame(array, third.array());
        assertNotEquals(array, fourth.array());
        assertEquals(0, third.writerIndex());
        List.of(second, third, fourth).forEach(ByteBuf::release);
    }

    /** Each of these takes bytes by a way of its own. */
    @Test
    void bytesGoToAndFromOtherKindsOfBuffers() {
        byte[] bytes = new byte[1_000];
        new Random(1).nextBytes(bytes);
        CompositeByteBuf composite = allocator.compositeDirectBuffer()
                .addComponent(true, allocator.directBuffer(400).writeBytes(bytes, 0, 400))
                .addComponent(true, allocator.heapBuffer(600).writeBytes(bytes, 400, 600));
        ByteBuf direct = allocator.directBuffer(1_000).writeBytes(bytes);
        List<ByteBuf> others = List.of(composite, direct, allocator.heapBuffer(1_000).writeBytes(bytes),
                Unpooled.directBuffer(1_000).writeBytes(bytes), direct.retainedSlice(),
                Unpooled.wrappedBuffer(ByteBuffer.wrap(bytes)).asReadOnly());
        for (ByteBuf other : others) {
            ByteBuf copy = allocator.directBuffer(1_000);
            copy.writeBytes(other, 0, 1_000);
            assertEquals(other, copy);
            if (!other.isReadOnly()) {
                other.setZero(0, 1_000);
                copy.getBytes(0, other, 0, 1_000);
                assertEquals(copy, other);
            }
            copy.release();
        }
        direct.setBytes(1, direct, 0, 999);
        assertEquals(Unpooled.wrappedBuffer(bytes, 0, 999), direct.slice(1, 999), "as if through a copy");
        others.forEach(ByteBuf::release);
    }

    @Test
    void buffersAreReleasedByOtherThreads() throws Exception {
        List<ByteBuf> buffers = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            buffers.add(allocator.directBuffer(i % 3_000).writeZero(i % 3_000).retain());
        }
        inTwoThreads(() -> buffers.forEach(ByteBuf::release));
        buffers.forEach(buffer -> assertEquals(0, buffer.refCnt()));
        assertInOrder(0);
    }

    @Test
    void ofReleasesThatRaceOneSucceeds() throws Exception {
        List<ByteBuf> buffers = Stream.generate(() -> allocator.directBuffer(100)).limit(10_000).toList();
        AtomicInteger refused = new AtomicInteger();
        inTwoThreads(() -> buffers.forEach(buffer -> {
            try {
                buffer.release();
            } catch (IllegalReferenceCountException e) {
                refused.incrementAndGet();
            }
        }));
        assertEquals(buffers.size(), refused.get());
        assertEquals(0, heap.misuses().total());
    }

    private static void inTwoThreads(Runnable action) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<?> end : List.of(threads.submit(action), threads.submit(action))) {
                end.get();
            }
        }
    }

    @Test
    void nettysDetectorWatchesThem() {
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        try {
            ByteBuf watched = allocator.directBuffer(8);
            assertFalse(watched instanceof DirectByteBuf);
            assertInstanceOf(DirectByteBuf.class, watched.unwrap());
            assertFalse(allocator.heapBuffer(8) instanceof ArrayByteBuf);
            assertTrue(watched.release());
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
    }

    @Test
    void aViewOfASampledBufferEndsWithIt() {
        try (Heap guarded = Heap.builder().limit(LIMIT).backing(Backing.MMAP).guardedSampling(1).build()) {
            ByteBuf buffer = new PinfoldByteBufAllocator(guarded).directBuffer(100);
            ByteBuffer view = buffer.nioBuffer(0, 100);
            buffer.capacity(200);
            assertThrows(IllegalStateException.class, () -> view.get(0));
            ByteBuffer grown = buffer.nioBuffer(0, 200);
            buffer.release();
            assertThrows(IllegalStateException.class, () -> grown.get(0));
        }
    }
}
