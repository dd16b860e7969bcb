/**
 * The public API: {@link org.pinfold.Heap} and what it takes and answers.
 *
 * <p>Addresses are raw {@code long} numbers as in C, or {@link java.lang.foreign.MemorySegment}s with exact bounds.
 * Both kinds come from the same blocks and may be mixed.
 */
package org.pinfold;
