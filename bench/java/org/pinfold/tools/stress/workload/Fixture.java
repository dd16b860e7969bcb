package org.pinfold.tools.stress.workload;

import java.util.function.Function;
import org.pinfold.Heap;
import org.pinfold.tools.oracle.CheckedHeap;
import org.pinfold.tools.oracle.RetiredPins;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.Violations;

/**
 * What a workload is given.
 *
 * @param threads how many work at once
 * @param operations how many operations were asked for; 0 if as many as there is time for
 * @param seed of all that is drawn
 * @param kind of the heap
 * @param view how the workload has to see them
 * @param target the campaign's heap
 * @param heap the same, checked
 * @param misuses where to put in misuse
 * @param pins tells of its superslabs that are retired and pinned
 * @param violations where to tell what is wrong
 */
public record Fixture(int threads, long operations, long seed, HeapKind kind, Function<Heap, Target> view,
        DoubleFrees target, CheckedHeap heap, RetiredPins pins, Misuses misuses, Violations violations) {
}
