package org.pinfold.check;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The sequential specification, under Lincheck's model checker: three threads with three operations each, on a subject
 * with room for three blocks, in many scenarios and many interleavings of each.
 *
 * <p>Shown: in the interleavings tried, no block is handed out twice while it is held, one that was freed can be had
 * again, the capacity is what was promised, of two frees one is refused if that was promised, nothing is lost at the
 * end. With {@link Capacity#AT_MOST} answers may differ, so that only blocks handed out twice, overwritten, refused at
 * their free or too many are noticed.
 *
 * <p>Not shown: interleavings that were not tried; more threads; weak memory orders, for Lincheck interleaves whole
 * accesses. It sees fields, arrays, atomics and VarHandles on them. A native call is one step to it, and so it cannot
 * look into a subject that is one: leave this suite out there. Accesses by {@code MemorySegment} or {@code Unsafe} are
 * no steps at all.
 *
 * <p>The VM needs {@code -XX:+EnableDynamicAgentLoading}, or warns.
 *
 * @param <B> a block
 */
public interface LincheckTests<B> extends SubjectTests<B> {
    /** Allocating, freeing, and freeing what another thread has allocated. */
    @Test
    default void everyInterleavingIsExplainedByAnOrder() {
        report("allocations", LincheckRun.check(this, AllocationOperations.class, AllocationSpecification.class));
    }

    /** Frees that race for the same block. */
    @Test
    default void ofFreesThatRaceOneIsAccepted() {
        Assumptions.assumeTrue(promises().secondFree() == SecondFree.EXACT, "the subject does not promise it");
        report("second frees", LincheckRun.check(this, SecondFreeOperations.class, SecondFreeSpecification.class));
    }

    /** The canary: a pool whose steps are not atomic has to be caught, in this VM too. */
    @Test
    default void canaryARacyPoolIsCaughtByLincheck() {
        String told = assertThrows(AssertionError.class, () -> LincheckRun.check(new RacyPool.Tests(),
                AllocationOperations.class, AllocationSpecification.class)).getMessage();
        assertTrue(told.contains("AGAIN, WHICH") || told.contains("CONSERVATION"), told);
    }

    private void report(String what, String checked) {
        System.out.printf("Lincheck, %s, %s: %s%n", getClass().getSimpleName(), what, checked);
    }
}
