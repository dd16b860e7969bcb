package org.pinfold.mutants;

/** A kind of checker. A mutant names those that must kill it, by the letters used here. */
public enum Killer {
    /** TLC, by a configuration of the same number. */
    T,
    /** Lincheck's model checker. */
    L,
    /** The outcome tables of jcstress, on x86. */
    J,
    /** The transition test of the protocol. */
    U,
    /** The outcome tables of jcstress, on a processor with a weaker memory model. */
    A,
    /** A soak run. */
    S,
    /** A fault, injected. */
    F
}
