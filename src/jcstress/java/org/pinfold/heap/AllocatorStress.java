package org.pinfold.heap;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link Allocator}, whose hot paths go by plain hints, on addresses without memory. */
public final class AllocatorStress {
    private AllocatorStress() {
    }

    /** A heap that all samples share, and two of its blocks. */
    @State
    public static class Shared {
        private static final Heap HEAP = new Heap();

        final long[] blocks = new long[2];

        boolean take(int index) {
            try {
                blocks[index] = HEAP.take();
            } catch (RuntimeException e) {
                return false;
            }
            return blocks[index] != 0;
        }

        /** Whether they are two, and can be given back. */
        boolean differ() {
            try {
                HEAP.free(blocks[0]);
                HEAP.free(blocks[1]);
            } catch (RuntimeException e) {
                return false;
            }
            return blocks[0] != blocks[1];
        }
    }

    /** Threads of which none has a place of its own in the table of caches: their numbers end alike. */
    private static final class Crowd extends Callers {
        private static final int ALIKE = 1 << 16;

        static long number(Thread thread) {
            return thread.threadId() * ALIKE;
        }

        @Override
        long number() {
            return number(Thread.currentThread());
        }

        @Override
        Owner owner() {
            return new Owner(Thread.currentThread(), number());
        }
    }

    /** A heap as users see it, of threads that find each other's cache where they look for their own. */
    private static final class Heap extends Allocator {
        private static final long LIMIT = 16 * Superslab.BYTES;

        Heap() {
            super(new HeapCore(new HeapOptions(Signals.NONE, new PaperSource(), null, null, LIMIT, false,
                    misuse -> new IllegalArgumentException(misuse.detail()), bytes -> false,
                    found -> new IllegalStateException(found.detail()), Upkeep.NEVER, false, false, false, false,
                    Sampling.NONE, Experiments.DEFAULT), new Crowd()));
        }

        @Override
        long caller() {
            return Crowd.number(Thread.currentThread());
        }

        long take() {
            return takeBlock(64);
        }

        void free(long address) {
            freeBlock(address);
        }
    }

    @JCStressTest
    @Description("Two threads take a block each, and give it back.")
    @Outcome(id = "true, true, true", expect = ACCEPTABLE, desc = "two blocks, each for its taker alone")
    @Outcome(expect = FORBIDDEN, desc = "a block handed out twice, or a call refused")
    public static class TakeTake {
        @Actor
        public void first(Shared s, ZZZ_Result r) {
            r.r1 = s.take(0);
        }

        @Actor
        public void second(Shared s, ZZZ_Result r) {
            r.r2 = s.take(1);
        }

        @Arbiter
        public void end(Shared s, ZZZ_Result r) {
            r.r3 = s.differ();
        }
    }
}
