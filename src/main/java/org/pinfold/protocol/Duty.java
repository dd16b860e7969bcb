package org.pinfold.protocol;

/** What a transition of a slab's word leaves to the one caller whose compareAndSet made it. */
public enum Duty {
    /** Nothing is left to do. */
    NONE,
    /** The slab has become findable: announce it in the {@link SlabIndex} of its own class. */
    LIST,
    /** The slab has just died with every block home: withdraw it, return its units, drop its pin. */
    RETIRE,
    /** The operation did not apply and changed nothing. */
    REFUSED
}
