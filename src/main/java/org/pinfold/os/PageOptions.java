package org.pinfold.os;

/**
 * What a {@link MemorySource} does about the pages of its memory, besides giving them and taking them back.
 *
 * @param huge whether transparent huge pages are asked for; if not they are declined, since the kernel would rebuild
 *         them over small pages that were given back
 * @param preTouched whether pages are backed with memory when they are committed, and not when they are first written
 * @param locked whether they are kept in physical memory from then on until they are purged; that backs them too
 */
public record PageOptions(boolean huge, boolean preTouched, boolean locked) {
    /** Small pages, each of which is backed when it is first written, and may be swapped out. */
    public static final PageOptions DEFAULT = new PageOptions(false, false, false);
}
