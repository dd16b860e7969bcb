package org.pinfold.heap;

/**
 * A slab whose records contradict each other, which is a defect of the heap and no fault of a caller.
 *
 * @param address of the slab's first block
 * @param detail which slab, and what is wrong with it, in words
 */
public record Corruption(long address, String detail) {
}
