package org.pinfold;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.pinfold.lincheck.ProtocolCheck;
import org.pinfold.protocol.Hand;
import org.pinfold.specs.sequential.SharedBlockSpecification;

/** A block that threads pin, free, and give back, with one pin that all of them have and may close. */
class SharedBlockLincheckTest extends ProtocolCheck {
    SharedBlockLincheckTest() {
        super(Operations.class, Broken.class, SharedBlockSpecification.class);
    }

    /** What the block gives back. */
    private static final class Memory implements LongConsumer {
        private final AtomicInteger givenBack = new AtomicInteger();

        @Override
        public void accept(long address) {
            givenBack.incrementAndGet();
        }
    }

    /** With the pin that all have, and not freed. */
    public static class Operations {
        private final Memory memory = new Memory();
        final SharedBlock block = new SharedBlock(MemorySegment.NULL, memory);
        private final SharedBlock.Pin everybodys = block.pin();
        /** One thing for each pin that a thread has. */
        private final Hand[] pinned = Hand.ofThreads();

        @Operation
        public String pin(@Param(gen = ThreadIdGen.class) int thread) {
            if (!tryPin()) {
                return "REFUSED";
            }
            pinned[thread].add(0);
            return seen();
        }

        @Operation
        public String unpin(@Param(gen = ThreadIdGen.class) int thread) {
            if (pinned[thread].size() == 0) {
                return "NO PIN";
            }
            pinned[thread].take();
            String seen = seen();
            block.unpin();
            return seen;
        }

        /** What is there is not looked at: it may be closed meanwhile. */
        @Operation
        public String use() {
            return answer(() -> everybodys.segment() == MemorySegment.NULL ? "CONTENT" : "ANOTHER SEGMENT");
        }

        @Operation
        public String close() {
            return answer(() -> {
                everybodys.close();
                return "CLOSED";
            });
        }

        @Operation
        public String free() {
            return answer(() -> {
                block.free();
                return "FREED";
            });
        }

        /** The pins are those in the hands of threads, and the block has gone back once if there are none. */
        @Validate
        public void goneOnceIfFreedAndLeft() {
            int pins = use().equals("CONTENT") ? 1 : 0;
            for (Hand hand : pinned) {
                pins += hand.size();
            }
            int expected = block.isFreed() && pins == 0 ? 1 : 0;
            if (block.pins() != pins || memory.givenBack.get() != expected) {
                throw new IllegalStateException(block + ", given back " + memory.givenBack + " times instead of "
                        + expected + ", " + pins + " pins in hands");
            }
        }

        boolean tryPin() {
            return block.tryPin();
        }

        /** What a thread with a pin finds. */
        private String seen() {
            return memory.givenBack.get() == 0 ? "CONTENT" : "GONE";
        }

        private static String answer(Supplier<String> call) {
            try {
                return call.get();
            } catch (HeapMisuseException e) {
                return e.kind().name();
            }
        }
    }

    /** Believes that a block which was there a moment ago is pinned. */
    public static class Broken extends Operations {
        @Override
        boolean tryPin() {
            boolean there = !block.isFreed();
            return block.tryPin() || there;
        }
    }
}
