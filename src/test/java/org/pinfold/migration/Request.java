package org.pinfold.migration;

/** A call into C for each of many requests. */
interface Request {
    /** How many bytes the text has as a string of C, without the zero at its end. */
    long length(String text);
}
