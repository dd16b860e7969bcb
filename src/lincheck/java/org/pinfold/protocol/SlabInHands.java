package org.pinfold.protocol;

/**
 * A slab of few blocks, and for each thread the blocks that are out in its hands, and those that it has taken for a
 * purge.
 *
 * <p>Operations answer counts and duties, so that results are compared up to the choice of block; which blocks they
 * are is looked at in {@link #assertConserved}.
 */
final class SlabInHands {
    final SlabWord slab;
    private final Hand[] hands = Hand.ofThreads();
    /** Of what was taken for a purge: the chain, as it was taken, and the rest, which hangs in no chain. */
    private final Hand[] chains = Hand.ofThreads();
    private final Hand[] rests = Hand.ofThreads();

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
        return hands[thread].size() < blocks ? "TOO FEW" : push(hands[thread], blocks);
    }

    private String push(Hand hand, int blocks) {
        int tail = admitted(hand.take());
        int head = tail;
        for (int i = 1; i < blocks; i++) {
            int block = admitted(hand.take());
            slab.link(block, head);
            head = block;
        }
        return RemoteFreeQueue.push(slab, head, tail, blocks).name();
    }

    /** How many blocks the thread has taken for a purge. */
    int taken(int thread) {
        return chains[thread].size() + rests[thread].size();
    }

    /** The thread has taken what was home when this was the word, unless it is REFUSED, and perhaps the rest. */
    void keep(long taken, boolean rest, int thread) {
        if (taken == SlabWord.REFUSED) {
            return;
        }
        int block = SlabWord.head(taken);
        for (int i = 0; i < SlabWord.count(taken); i++) {
            assertLinked(block, taken);
            chains[thread].add(block);
            block = slab.next(block);
        }
        assertEnd(block, taken);
        for (int fresh = SlabWord.carved(taken); rest && fresh < slab.capacity(); fresh++) {
            rests[thread].add(fresh);
        }
    }

    /** Brings home one of the two chains of a purge, the rest first; answers the duty, or says that there is none. */
    String bringHome(int thread) {
        if (rests[thread].size() > 0) {
            return push(rests[thread], rests[thread].size());
        }
        Hand chain = chains[thread];
        int blocks = chain.size();
        if (blocks == 0) {
            return "TOO FEW";
        }
        int tail = chain.take();
        int head = tail;
        while (chain.size() > 0) {
            head = chain.take();
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
        for (int thread = 0; thread < hands.length; thread++) {
            blocks.addAll(hands[thread]);
            blocks.addAll(chains[thread]);
            blocks.addAll(rests[thread]);
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
