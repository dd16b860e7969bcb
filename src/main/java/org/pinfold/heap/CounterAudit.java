package org.pinfold.heap;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.pinfold.protocol.BlockState;
import org.pinfold.protocol.SlabWord;

/**
 * Compares a slab's word with a chain that one thread has to itself: the one that its refill has just taken, that it is
 * about to push, or that a dead slab is left with. For the experiment of that name.
 *
 * <p>Exact while other threads run, as only what they cannot change is looked at. A word is one value. The links of a
 * chain are the caller's alone, from the compareAndSet that took it or the admission of its blocks on. The blocks of a
 * chain that is about to be pushed are out, so whatever others take and push, the word has at least so many in use; and
 * {@code carved} never shrinks. The state of a block in a chain is IN_SLAB, except that of two plain frees that race,
 * the later one may have written over it: that is a caller's misuse, found and reported by whoever takes the block.
 *
 * <p>Not guaranteed: that a drift is found before one of its chains comes by here.
 */
final class CounterAudit {
    private final boolean exactFrees;
    private final Function<Corruption, RuntimeException> exceptions;
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong mismatches = new AtomicLong();

    CounterAudit(boolean exactFrees, Function<Corruption, RuntimeException> exceptions) {
        this.exactFrees = exactFrees;
        this.exceptions = exceptions;
    }

    /** What is wrong with the chain of a word that was the slab's until the caller took it; null if nothing is. */
    String ofTaken(Slab slab, long word) {
        made.incrementAndGet();
        int carved = SlabWord.carved(word);
        int count = SlabWord.count(word);
        if (carved > slab.capacity() || count > carved) {
            return "the word is impossible";
        }
        return ofChain(slab, SlabWord.head(word), count, carved);
    }

    /** What is wrong with the chain that the caller is about to push; null if nothing is. */
    String ofPushed(Slab slab, int head, int blocks) {
        made.incrementAndGet();
        long word = slab.getVolatile();
        if (blocks < 1 || blocks > SlabWord.used(word)) {
            return "a chain of length " + blocks + " comes home, where " + SlabWord.used(word) + " are out";
        }
        return ofChain(slab, head, blocks, SlabWord.carved(word));
    }

    /** Walks as many links as there should be, whatever they say; a chain that ends after these has no cycle. */
    private String ofChain(Slab slab, int head, int blocks, int carved) {
        int block = head;
        for (int walked = 0; walked < blocks; walked++) {
            if (block >= carved) {
                return "the chain of length " + blocks + " breaks off after " + walked;
            }
            byte state = slab.state(block);
            if (state != BlockState.IN_SLAB && !mayBeOverwritten(slab, state)) {
                return "block " + block + " in the chain is marked " + state;
            }
            block = slab.next(block);
        }
        return block == SlabWord.NIL ? null : "the chain is longer than " + blocks;
    }

    private boolean mayBeOverwritten(Slab slab, byte state) {
        return !exactFrees && Math.abs(state) == slab.kind();
    }

    /** Counts what was found, logs it if it is the first, and makes the exception that tells it. */
    RuntimeException mismatch(Slab slab, String problem) {
        Corruption found = corruption(slab, problem + "; the slab is in quarantine");
        if (mismatches.incrementAndGet() == 1) {
            System.getLogger("org.pinfold").log(System.Logger.Level.WARNING,
                    found.detail() + ". Of this heap, no further one will be logged.");
        }
        return exceptions.apply(found);
    }

    /** The exception for a push that the slab's word does not allow. */
    RuntimeException refused(Slab slab, int blocks) {
        return exceptions.apply(corruption(slab, "it refuses a chain of length " + blocks));
    }

    private static Corruption corruption(Slab slab, String problem) {
        return new Corruption(slab.start(), "the slab at 0x" + Long.toHexString(slab.start()) + " of "
                + slab.blockBytes() + "-byte blocks, " + SlabWord.toString(slab.getVolatile()) + ": " + problem
                + "; please report this as a bug in Pinfold");
    }

    /** How many checks were made. */
    long made() {
        return made.get();
    }

    /** How many of them failed. */
    long mismatches() {
        return mismatches.get();
    }
}
