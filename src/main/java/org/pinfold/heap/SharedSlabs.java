package org.pinfold.heap;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * One slab a class for virtual threads that find no stripe: they take block by block, straight at the slab's word.
 *
 * <p>Any number of threads share the held slab, which is no more than a hold that all of them believe in.
 */
final class SharedSlabs {
    private final Depot depot;
    private final AtomicReferenceArray<Slab> held = new AtomicReferenceArray<>(SizeClasses.COUNT);

    SharedSlabs(Depot depot) {
        this.depot = depot;
    }

    /** A block of this class, as {@link ThreadCache#pop} answers it, or 0 if there is no memory. */
    long take(int sizeClass) {
        for (;;) {
            Slab slab = held.get(sizeClass);
            if (slab == null) {
                slab = depot.obtain(sizeClass, null, true);
                if (slab == null) {
                    return 0;
                }
                if (!held.compareAndSet(sizeClass, null, slab)) {
                    depot.unhold(slab);
                    continue;
                }
            }
            long[] one = new long[1];
            int came = depot.fill(slab, one, 1, address -> { });
            if (came > 0) {
                return one[0];
            }
            if (held.compareAndSet(sizeClass, slab, null) && came == 0) {
                depot.unhold(slab);
            }
        }
    }

    /** Lets every slab go. */
    void unholdAll() {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            Slab slab = held.getAndSet(sizeClass, null);
            if (slab != null) {
                depot.unhold(slab);
            }
        }
    }
}
