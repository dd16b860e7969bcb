package org.pinfold.heap;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.pinfold.lincheck.HeapCheck;

/** A heap that is closed under its users. */
class HeapCloseLincheckTest extends HeapCheck {
    HeapCloseLincheckTest() {
        super(Operations.class, Broken.class,
                "malloc|free close malloc",
                "malloc malloc|close malloc",
                "trim|close malloc",
                "free free|close",
                "realloc|close",
                "calloc|close|trim");
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
        public String trim(@Param(gen = ThreadIdGen.class) int thread) {
            return heap.trim(thread);
        }

        @Operation(runOnce = true)
        public String close(@Param(gen = ThreadIdGen.class) int thread) {
            return heap.close(thread);
        }

        @Validate
        public void isConserved() {
            heap.assertConserved();
        }
    }

    /** Says that it is closed, and is not. */
    public static class Broken extends Operations {
        @Override
        public String close(int thread) {
            return heap.flush(thread);
        }
    }
}
