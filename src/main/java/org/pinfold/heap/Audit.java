package org.pinfold.heap;

import java.util.List;

/**
 * What an {@link Auditor} found.
 *
 * @param slabs how many slabs there are
 * @param live blocks with users
 * @param cached blocks in magazines
 * @param home blocks in the chains of their slabs
 * @param carved blocks ever given out by the slabs there are
 * @param violations states that no interleaving explains
 * @param imbalances equations that do not hold; none at quiesce
 */
public record Audit(
        long slabs,
        long live,
        long cached,
        long home,
        long carved,
        List<String> violations,
        List<String> imbalances) {
}
