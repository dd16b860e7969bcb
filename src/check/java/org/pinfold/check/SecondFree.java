package org.pinfold.check;

/** What a subject does with a free of a block that is free already and was not handed out again. */
public enum SecondFree {
    /** Promises nothing: the checks never do it. */
    UNDETECTED,
    /** Refuses it if it comes after the first, in the sense of happens-before. */
    ORDERED,
    /** Refuses all but one, whatever the timing. */
    EXACT,
    /** Ends the process by a signal, as C libraries do. */
    FATAL
}
