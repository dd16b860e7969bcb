package org.pinfold.protocol;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.pinfold.lincheck.ProtocolCheck;
import org.pinfold.specs.sequential.CacheLifecycleSpecification;

/**
 * A dead thread's cache that others claim, use, give up, and die with; and its spare magazine.
 *
 * <p>Death is an operation, after which a thread is refused whatever an owner or a claimant does. Only
 * {@code takeSpare} goes on, which anybody may call.
 */
class CacheLifecycleLincheckTest extends ProtocolCheck {
    CacheLifecycleLincheckTest() {
        super(Operations.class, Broken.class, CacheLifecycleSpecification.class);
    }

    /** A cache that counts the magazines it has filled; a magazine knows its number. */
    static final class Cache extends CacheLifecycle<int[]> {
        int magazines = 1;

        Cache(long owner) {
            super(owner, 1);
        }
    }

    /** Owned by a thread that is dead, with a spare magazine. */
    public static class Operations {
        private static final int NOT_MINE = -1;
        private static final int ORPHAN = 7;

        final Cache cache = new Cache(ORPHAN);
        private final AtomicIntegerArray dead = new AtomicIntegerArray(8);

        public Operations() {
            dead.set(ORPHAN, 1);
            cache.putSpare(0, new int[] {1});
        }

        @Operation
        public boolean claim(@Param(gen = ThreadIdGen.class) int thread) {
            long owner = cache.ownerVolatile();
            boolean orphaned = owner == CacheLifecycle.NOBODY || isDead((int) owner);
            return !isDead(thread) && orphaned && claim(owner, thread);
        }

        @Operation
        public boolean giveUp(@Param(gen = ThreadIdGen.class) int thread) {
            return !isDead(thread) && cache.giveUp(thread);
        }

        /** Counts plainly, so two threads that own the cache at once make two magazines of one number. */
        @Operation
        public int makeRoom(@Param(gen = ThreadIdGen.class) int thread) {
            if (isDead(thread) || !cache.isOwnedBy(thread)) {
                return NOT_MINE;
            }
            return numberOf(cache.putSpare(0, new int[] {++cache.magazines}));
        }

        @Operation
        public int takeSpare() {
            return numberOf(cache.takeSpare(0));
        }

        @Operation
        public void die(@Param(gen = ThreadIdGen.class) int thread) {
            dead.set(thread, 1);
        }

        boolean claim(long from, long to) {
            return cache.claim(from, to);
        }

        private boolean isDead(int thread) {
            return dead.get(thread) == 1;
        }

        private static int numberOf(int[] magazine) {
            return magazine == null ? 0 : magazine[0];
        }
    }

    /** Looks whether the owner is dead, and claims from whoever is the owner by then. */
    public static class Broken extends Operations {
        @Override
        boolean claim(long from, long to) {
            return cache.claim(cache.ownerVolatile(), to);
        }
    }
}
