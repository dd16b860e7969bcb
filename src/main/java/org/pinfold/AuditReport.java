package org.pinfold;

import java.util.ArrayList;
import java.util.List;
import org.pinfold.heap.Audit;

/**
 * What {@link Heap#audit} found: the conservation equation {@code live + cached + home = carved}, evaluated for every
 * slab, and the heap's other books compared with each other.
 *
 * @param slabs how many slabs the heap has, large blocks included
 * @param liveBlocks blocks that users have
 * @param cachedBlocks free blocks in thread caches
 * @param homeBlocks free blocks in their slabs
 * @param carvedBlocks blocks that the slabs have ever given out
 * @param violations states that nothing explains, not even other threads at work; always empty in a sound heap
 * @param imbalances books that do not agree. Other threads at work make some, for blocks on their way; when nothing
 *     else runs, a sound heap has none
 */
public record AuditReport(
        long slabs,
        long liveBlocks,
        long cachedBlocks,
        long homeBlocks,
        long carvedBlocks,
        List<String> violations,
        List<String> imbalances) {

    static AuditReport of(Audit audit) {
        return new AuditReport(audit.slabs(), audit.live(), audit.cached(), audit.home(), audit.carved(),
                audit.violations(), audit.imbalances());
    }

    /**
     * Tells whether the heap is in order. Meant for a moment when no other thread uses the heap; otherwise ask
     * {@link #violations}.
     *
     * @return true if there are neither violations nor imbalances
     */
    public boolean clean() {
        return violations.isEmpty() && imbalances.isEmpty();
    }

    /**
     * Lists everything found.
     *
     * @return violations, then imbalances
     */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(violations);
        problems.addAll(imbalances);
        return List.copyOf(problems);
    }
}
