package org.pinfold.tools.plot;

import java.util.Optional;
import org.pinfold.tools.bench.Contender;

/**
 * What one contender took for one row, an operation, without what the empty loop took in the same round.
 *
 * @param nanos CPU time, over the rounds
 * @param wallNanos elapsed time, the median of the rounds
 * @param garbageBytes allocated on the Java heap, the median of the rounds
 * @param ratio Pinfold's time divided by this one's, over the rounds; empty if it cannot be told
 */
record Figure(Contender contender, Span nanos, double wallNanos, double garbageBytes, Optional<Span> ratio) {
}
