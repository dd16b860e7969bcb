package org.pinfold;

/**
 * The heap has found that its own records of a slab contradict each other. What a program writes to its blocks cannot
 * bring that about. It is a defect of Pinfold or, with {@link Frees#ORDERED}, what is left of frees of one block that
 * raced with each other more than once.
 *
 * <p>Other slabs are not concerned, and the heap goes on serving from them. An allocation that threw this has taken no
 * block and may be repeated; a free that threw it has freed its block and must not be.
 */
public final class HeapCorruptionException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Where the slab begins. */
    private final long address;

    HeapCorruptionException(long address, String message) {
        super(message);
        this.address = address;
    }

    /**
     * Tells which slab it is.
     *
     * @return the address of the slab's first block
     */
    public long address() {
        return address;
    }
}
