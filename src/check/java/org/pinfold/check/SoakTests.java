package org.pinfold.check;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Many threads allocate and free for a while, half of the blocks freed by another thread than the one that allocated
 * them. Each block is stamped by its holder and checked at its free. Threads come and go: each round has new ones,
 * which take over the blocks that the last ones left. At the end of each round, when nothing runs, what was allocated
 * has to be what was freed and what is held, by whatever the subject offers: its own count
 * ({@link Subject#liveBlocks}), an exact capacity, a bound on its memory, its own list of problems.
 *
 * <p>Shown: nothing that the checks could notice happened in this run. A block handed out twice is noticed at once, by
 * its name or by a stamp that is not its holder's; a block that was lost at the next quiesce. A crash of the VM is not
 * caught: then the last lines printed tell the round and the seed.
 *
 * <p>Not shown: bytes written beyond a block's end where no block is; a leak, if the subject offers none of the four
 * (the test says what it could compare). The books are kept in a concurrent map, whose own ordering may hide that the
 * subject's is missing; the races keep no books.
 *
 * @param <B> a block
 */
public interface SoakTests<B> extends SubjectTests<B> {
    /**
     * The soak.
     *
     * @throws InterruptedException if the test is
     */
    @Test
    default void noBlockIsHandedOutTwiceOverwrittenOrLost() throws InterruptedException {
        System.out.println("soak, " + getClass().getSimpleName() + ": " + Soak.run(this));
    }

    /** The canary: a pool that loses a block now and then has to be caught by the books. */
    @Test
    default void canaryALeakyPoolIsCaughtByTheSoak() {
        String told = assertThrows(AssertionError.class, () -> Soak.run(new LeakyPool.Tests())).getMessage();
        assertTrue(told.contains("CONSERVATION"), told);
    }
}
