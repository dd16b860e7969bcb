package org.pinfold.heap;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.pinfold.lincheck.HeapCheck;

/** What threads do with their caches, and with what lies in the caches of others. */
class ThreadCacheLincheckTest extends HeapCheck {
    ThreadCacheLincheckTest() {
        super(Operations.class, Broken.class,
                "malloc malloc malloc malloc|trim",
                "free malloc free|malloc trim",
                "freeShared flush|freeShared trim",
                "realloc realloc|realloc free|trim",
                "calloc free|free calloc|free flush");
    }

    public static class Operations {
        final HeapInHands heap;

        public Operations() {
            this(new HeapInHands(HeapInHands.ROOMY));
        }

        Operations(HeapInHands heap) {
            this.heap = heap;
        }

        @Operation
        public String malloc(@Param(gen = ThreadIdGen.class) int thread) {
            return heap.malloc(thread);
        }

        @Operation
        public String calloc(@Param(gen = ThreadIdGen.class) int thread) {
            return heap.calloc(thread);
        }

        @Operation
        public String free(@Param(gen = ThreadIdGen.class) int thread) {
            return heap.free(thread);
        }

        @Operation
        public String realloc(@Param(gen = ThreadIdGen.class) int thread) {
            return heap.realloc(thread);
        }

        @Operation
        public String freeShared(@Param(gen = ThreadIdGen.class) int thread) {
            return heap.freeShared(thread);
        }

        @Operation
        public String freeInterior(@Param(gen = ThreadIdGen.class) int thread) {
            return heap.freeInterior(thread);
        }

        @Operation
        public String flush(@Param(gen = ThreadIdGen.class) int thread) {
            return heap.flush(thread);
        }

        @Operation
        public String trim(@Param(gen = ThreadIdGen.class) int thread) {
            return heap.trim(thread);
        }

        @Validate
        public void isConserved() {
            heap.assertConserved();
        }
    }

    /** All threads take themselves for one, and use its cache. */
    public static class Broken extends Operations {
        public Broken() {
            super(new HeapInHands(HeapInHands.ROOMY) {
                @Override
                void play(int thread) {
                    super.play(1);
                }
            });
        }
    }
}
