package org.pinfold.protocol;

/**
 * A slab of few blocks, and for each thread the blocks that are out in its hands.
 *
 * <p>Operations answer counts and duties, so that results are compared up to the choice of block; which blocks they
 * are is looked at in {@link #assertConserved}.
 */
final class SlabInHands {
    final SlabWord slab;
    private final Hand[] hands = Hand.ofThreads();

    /** The blocks carved here are dealt out to threads 1 to 3 in turn. */
    SlabInHands(int capacity, int carved) {
        slab = new SlabWord(0, capacity);
        BatchRefill.refill(slab, carved);
        for (int block = 0; block < carved; block++) {
            hands[1 + block % 3].add(block);
        }
    }

    /** How many blocks the batch has that is in the thread's hand now, or -1 where it is refused. */
    int refill(int want, int thread) {
        long taken = BatchRefill.refill(slab, want);
        if (taken == SlabWord.REFUSED) {
            return -1;
        }
        Hand hand = hands[thread];
        int before = hand.size();
        int block = SlabWord.head(taken);
        for (int i = 0; i < SlabWord.count(taken); i++) {
            assertLinked(block, taken);
            hand.add(block);
            block = BatchRefill.unlink(slab, block);
        }
        assertEnd(block, taken);
        int fresh = BatchRefill.carving(taken, slab.capacity(), want);
        for (int i = 0; i < fresh; i++) {
            hand.add(SlabWord.carved(taken) + i);
        }
        return hand.size() - before;
    }

    /** Brings blocks home as one chain and answers the duty, or says that the thread has not so many. */
    String push(int blocks, int thread) {
        Hand hand = hands[thread];
        if (hand.size() < blocks) {
            return "TOO FEW";
        }
        int tail = admitted(hand.take());
        int head = tail;
        for (int i = 1; i < blocks; i++) {
            int block = admitted(hand.take());
            slab.link(block, head);
            head = block;
        }
        return RemoteFreeQueue.push(slab, head, tail, blocks).name();
    }

    /** home + in hands = carved: every block once, and the chain as long as it is counted. */
    void assertConserved() {
        long word = slab.getVolatile();
        Hand blocks = new Hand();
        int block = SlabWord.head(word);
        for (int i = 0; i < SlabWord.count(word); i++) {
            assertLinked(block, word);
            blocks.add(block);
            block = slab.next(block);
        }
        assertEnd(block, word);
        for (Hand hand : hands) {
            blocks.addAll(hand);
        }
        int carved = SlabWord.carved(word);
        if (carved > slab.capacity() || blocks.size() != carved || !blocks.isPermutation()) {
            throw new IllegalStateException("not conserved: " + SlabWord.toString(word) + ", blocks " + blocks);
        }
    }

    private int admitted(int block) {
        if (!RemoteFreeQueue.admit(slab, block)) {
            throw new IllegalStateException("block " + block + " hangs in a chain");
        }
        return block;
    }

    private static void assertLinked(int block, long word) {
        if (block == SlabWord.NIL || block == SlabWord.OUT) {
            throw new IllegalStateException("the chain is shorter than its count: " + SlabWord.toString(word));
        }
    }

    private static void assertEnd(int block, long word) {
        if (block != SlabWord.NIL) {
            throw new IllegalStateException("the chain is longer than its count: " + SlabWord.toString(word));
        }
    }
}
