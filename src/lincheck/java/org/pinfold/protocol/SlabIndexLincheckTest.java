package org.pinfold.protocol;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.pinfold.lincheck.ProtocolCheck;
import org.pinfold.specs.sequential.SlabIndexSpecification;

/**
 * Two slabs of one class, whose blocks come home, which die, and whose identities are used again by another class.
 *
 * <p>{@link SlabIndex#adopt} may find nothing while another thread stands in one of the windows that its class
 * comment names, and which of several candidates it finds is open. So who adopts what is not compared. What is
 * compared: an adopted slab has the wanted class and is held by nobody else, no block is refused at home. And at the
 * end, when nobody stands in a window, every listed slab must be found.
 */
class SlabIndexLincheckTest extends ProtocolCheck {
    SlabIndexLincheckTest() {
        super(Operations.class, Broken.class, SlabIndexSpecification.class);
    }

    private static final class Slab extends SlabWord {
        final int identity;

        Slab(int kind, int identity) {
            super(kind, 2);
            this.identity = identity;
        }
    }

    /** One slab is full, the other is announced with one block home; each thread has a block. */
    public static class Operations {
        private static final int SLABS = 2;
        private static final int KINDS = 2;

        final AtomicReferenceArray<SlabWord> slabs = new AtomicReferenceArray<>(SLABS);
        private final SlabIndex[] indexes = {
            new SlabIndex(0, Long.SIZE, slabs::get), new SlabIndex(1, Long.SIZE, slabs::get)};
        /** The blocks of each thread: twice the slab's identity, plus the number in the slab. */
        private final Hand[] blocks = Hand.ofThreads();
        private final Hand[] held = Hand.ofThreads();
        private final Marks holds = new Marks();

        public Operations() {
            for (int identity = 0; identity < SLABS; identity++) {
                SlabWord slab = new Slab(0, identity);
                BatchRefill.refill(slab, 2);
                BatchRefill.unhold(slab);
                slabs.set(identity, slab);
                blocks[1 + identity].add(2 * identity);
                blocks[3].add(2 * identity + 1);
            }
            free(3);
        }

        /** Brings a block home and does the duty that follows. */
        @Operation
        public boolean free(@Param(gen = ThreadIdGen.class) int thread) {
            if (blocks[thread].size() == 0) {
                return true;
            }
            int block = blocks[thread].take();
            Slab slab = (Slab) slabs.get(block / 2);
            RemoteFreeQueue.admit(slab, block % 2);
            return perform(RemoteFreeQueue.push(slab, block % 2, block % 2, 1), slab, thread);
        }

        @Operation
        public boolean adopt(@Param(gen = IntGen.class, conf = "0:1") int kind,
                @Param(gen = ThreadIdGen.class) int thread) {
            Slab slab = (Slab) adopt(indexes[kind]);
            if (slab == null) {
                return true;
            }
            held[thread].add(slab.identity);
            return holds.mark(slab.identity, slab.identity + 1) && slab.kind() == kind;
        }

        @Operation
        public boolean letGo(@Param(gen = ThreadIdGen.class) int thread) {
            if (held[thread].size() == 0) {
                return true;
            }
            Slab slab = (Slab) slabs.get(held[thread].take());
            holds.remove(slab.identity, slab.identity + 1);
            return perform(BatchRefill.unhold(slab), slab, thread);
        }

        @Validate
        public void everyListedSlabIsFound() {
            for (SlabIndex index : indexes) {
                while (index.adopt() != null) {
                    continue;
                }
            }
            for (int identity = 0; identity < SLABS; identity++) {
                long word = slabs.get(identity).getVolatile();
                if (SlabWord.state(word) == SlabWord.LISTED) {
                    throw new IllegalStateException("slab " + identity + " is lost: " + SlabWord.toString(word));
                }
            }
        }

        SlabWord adopt(SlabIndex index) {
            return index.adopt();
        }

        private boolean perform(Duty duty, Slab slab, int thread) {
            if (duty == Duty.LIST) {
                indexes[slab.kind()].announce(slab.identity);
            } else if (duty == Duty.RETIRE) {
                indexes[slab.kind()].withdraw(slab.identity);
                form(KINDS - 1 - slab.kind(), slab.identity, thread);
            }
            return duty != Duty.REFUSED;
        }

        /** A slab of this class under a used identity, with one block out and one to carve. */
        private void form(int kind, int identity, int thread) {
            Slab slab = new Slab(kind, identity);
            BatchRefill.refill(slab, 1);
            blocks[thread].add(2 * identity);
            slabs.set(identity, slab);
            perform(BatchRefill.unhold(slab), slab, thread);
        }
    }

    /** Tidies up hints when it has found nothing: by then a slab may have been announced. */
    public static class Broken extends Operations {
        @Override
        SlabWord adopt(SlabIndex index) {
            SlabWord slab = index.adopt();
            for (int identity = 0; slab == null && identity < slabs.length(); identity++) {
                index.withdraw(identity);
            }
            return slab;
        }
    }
}
