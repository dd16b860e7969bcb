package org.pinfold.tools.evidence;

import java.util.List;

/** A kind of evidence. */
public enum Layer {
    /** The transition functions, at every reachable word of narrow widths and at random wide ones; {@code steps}. */
    TRANSITIONS,
    /** PIT's mutations of the transition functions; {@code killed}, {@code explained}, {@code generated}. */
    PIT,
    /** The model, explored by TLC; {@code states}, {@code depth}, {@code models}. */
    TLC,
    /** The model's steps compared with the transition functions; {@code edges}. */
    SPEC_IS_CODE,
    /** Words recorded from the running code, accepted by the model; {@code steps}. */
    TRACES,
    /** Lincheck's model checker; {@code scenarios}, {@code interleavings}. */
    LINCHECK,
    /** Lincheck's stress runs; {@code scenarios}, {@code executions}. */
    STRESS,
    /** The outcome tables of jcstress; {@code tables}, {@code samples}, {@code seen}, {@code declared}. */
    JCSTRESS,
    /** Soak runs of whole heaps; {@code operations}. */
    SOAK,
    /** Faults injected into calls or threads; {@code faults}. */
    FAULTS,
    /** Seeded bugs that the transition test kills; {@code killed}, {@code run}, {@code seeded}, as in the next five. */
    BUGS_U,
    /** Those killed by TLC. */
    BUGS_T,
    /** Those killed by Lincheck. */
    BUGS_L,
    /** Those killed by jcstress. */
    BUGS_J,
    /** Those killed by a soak run. */
    BUGS_S,
    /** Those killed by an injected fault. */
    BUGS_F,
    /** Those that only a processor with a weaker memory model can show; {@code seeded}, and their names. */
    SURVIVORS;

    /** Those of seeded bugs that a checker has to kill. */
    public static final List<Layer> OF_BUGS = List.of(BUGS_U, BUGS_T, BUGS_L, BUGS_J, BUGS_S, BUGS_F);
}
