package com.example.vectors;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** What is done with vectors. One run is short, and gives back everything that it took. */
enum Workload {
    /** Allocates bare buffers of all sizes, writes to each of their pages, and frees them some time later. */
    BUFFERS {
        @Override
        int run(BufferAllocator allocator, SplittableRandom random) {
            int times = 2_000;
            ArrowBuf[] held = new ArrowBuf[64];
            Arrays.fill(held, allocator.getEmpty());
            for (int i = 0; i < times; i++) {
                int place = random.nextInt(held.length);
                held[place].close();
                held[place] = allocator.buffer(random.nextInt(1, 1 << random.nextInt(4, 17)));
                for (long at = 0; at < held[place].capacity(); at += 4_096) {
                    held[place].setByte(at, i);
                }
            }
            for (ArrowBuf buffer : held) {
                buffer.close();
            }
            return times;
        }
    },
    /** Builds and frees small batches. */
    BUILD_64 {
        @Override
        int run(BufferAllocator allocator, SplittableRandom random) {
            return build(allocator, 64, 256);
        }
    },
    /** Builds and frees larger ones. */
    BUILD_4K {
        @Override
        int run(BufferAllocator allocator, SplittableRandom random) {
            return build(allocator, 4_096, 8);
        }
    },
    /** Cuts a batch into pieces that do not begin at a byte of the bitmap, so that each has one of its own. */
    SLICE {
        @Override
        int run(BufferAllocator allocator, SplittableRandom random) {
            int pieces = 0;
            try (Batch whole = Batch.of(allocator, 4_096)) {
                for (int from = 1; from + 100 <= whole.rows(); from += 10, pieces++) {
                    whole.slice(from, 100).close();
                }
            }
            return pieces;
        }
    },
    /** Hands a batch back and forth between two allocators. */
    TRANSFER {
        @Override
        int run(BufferAllocator allocator, SplittableRandom random) {
            int times = 500;
            try (BufferAllocator here = allocator.newChildAllocator("here", 0, Long.MAX_VALUE);
                    BufferAllocator there = allocator.newChildAllocator("there", 0, Long.MAX_VALUE)) {
                Batch batch = Batch.of(here, 64);
                for (int i = 0; i < times; i++) {
                    batch = batch.transferTo(there).transferTo(here);
                }
                batch.close();
            }
            return 2 * times;
        }
    },
    /** Holds many batches of all sizes; each is replaced after some time by chance. */
    MIXED {
        @Override
        int run(BufferAllocator allocator, SplittableRandom random) {
            int times = 400;
            Batch[] held = new Batch[100];
            for (int i = 0; i < times; i++) {
                int place = random.nextInt(held.length);
                close(held[place]);
                held[place] = Batch.of(allocator, 1 << random.nextInt(4, 12));
            }
            for (Batch batch : held) {
                close(batch);
            }
            return times;
        }
    },
    /** One thread builds, another one frees. */
    HAND_OVER {
        @Override
        int run(BufferAllocator allocator, SplittableRandom random) {
            int times = 500;
            BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(32);
            CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> take(queue, times));
            for (int i = 0; i < times; i++) {
                put(queue, Batch.of(allocator, 64));
            }
            reader.join();
            return times;
        }
    };

    /** Runs once. Answers how many buffers, batches, pieces or transfers that were. */
    abstract int run(BufferAllocator allocator, SplittableRandom random);

    @Override
    public String toString() {
        return name().toLowerCase().replace('_', '-');
    }

    private static int build(BufferAllocator allocator, int rows, int times) {
        for (int i = 0; i < times; i++) {
            Batch.of(allocator, rows).close();
        }
        return times;
    }

    private static void close(Batch batch) {
        if (batch != null) {
            batch.close();
        }
    }

    private static void put(BlockingQueue<Batch> queue, Batch batch) {
        try {
            queue.put(batch);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void take(BlockingQueue<Batch> queue, int times) {
        try {
            for (int i = 0; i < times; i++) {
                queue.take().close();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
