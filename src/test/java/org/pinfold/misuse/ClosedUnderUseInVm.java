package org.pinfold.misuse;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.Heap;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/**
 * Heaps that are closed while eight threads allocate, free, and use segments: each call completes or is refused, and
 * nothing ends the VM. {@code CloseUnderFireTest} does it for longer, with mapped memory alone, and looks at the pages.
 */
@ParameterizedClass
@MethodSource("org.pinfold.misuse.Variant#kinds")
class ClosedUnderUseInVm {
    private static final int THREADS = 8;
    private static final int HEAPS = 20;
    private static final int BEFORE = 1_000;

    @Parameter
    private Variant variant;

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    @Test
    void eachCallCompletesOrIsRefused() throws InterruptedException {
        for (int number = 0; number < HEAPS; number++) {
            Heap heap = variant.open();
            Semaphore done = new Semaphore(0);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                SplittableRandom random = new SplittableRandom(number * THREADS + i);
                Thread.Builder kind = i % 4 == 3 ? Thread.ofVirtual() : Thread.ofPlatform();
                threads.add(kind.start(() -> use(heap, random, done)));
            }
            done.acquire(BEFORE);
            heap.close();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThrows(IllegalStateException.class, () -> heap.malloc(1));
            assertEquals(List.of(), List.copyOf(wrong));
        }
    }

    /** Until it is refused, which the close alone is a reason for. */
    private void use(Heap heap, SplittableRandom random, Semaphore done) {
        MemorySegment[] segments = new MemorySegment[16];
        long[] blocks = new long[16];
        try {
            for (;;) {
                int slot = random.nextInt(blocks.length);
                long byteSize = random.nextInt(200) == 0 ? 300_000 : 1 + random.nextInt(5_000);
                if (random.nextBoolean()) {
                    MemorySegment old = segments[slot];
                    segments[slot] = heap.allocate(byteSize, 16).fill((byte) slot);
                    if (old != null) {
                        old.set(JAVA_BYTE, old.byteSize() - 1, (byte) 1);
                        heap.free(old);
                    }
                } else {
                    long old = blocks[slot];
                    blocks[slot] = 0;
                    blocks[slot] = heap.realloc(old, byteSize);
                }
                done.release();
            }
        } catch (IllegalStateException refused) {
            // What the test waits for.
        } catch (Throwable failure) {
            wrong.add(failure.toString());
        } finally {
            done.release(BEFORE);
        }
    }
}
