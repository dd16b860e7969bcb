package org.pinfold.heap;

/**
 * What stands between a heap's users and its blocks, in a heap that does more at each call than hand out a block and
 * take it back. Hot paths do not ask for it: in such a heap they find nothing, and what comes behind them does.
 *
 * <p>Addresses are those that users have. Any thread may call any method.
 */
interface Detour {
    /** The address of a block, or 0 without memory; a negative size is more than there is. */
    long allocate(long byteSize, long byteAlignment);

    /** Likewise of one whose first {@code byteSize} bytes are zero. */
    long allocateZeroed(long byteSize);

    /** Frees a live block; an address that has none, and is not 0, is a misuse. */
    void free(long address);

    /** A block of this size for the content of a live one, which cannot be resized where it stands; or 0. */
    default long allocateFor(long address, long byteSize) {
        return allocate(byteSize, 1);
    }

    /** Frees a live block whose content a block of {@code byteSize} bytes at {@code target} has by now. */
    default void freeMoved(long address, long target, long byteSize) {
        free(address);
    }

    /** How many bytes of a live block its user may use. */
    long bytes(long address);

    /** Gives a live block another size where it stands; false if it has to move. */
    boolean resize(long address, long byteSize);

    /** Throws if {@code byteSize} cannot be what was asked for when this block was handed out. */
    void requireSize(long address, long byteSize);

    /** What is known about any number, in words. */
    String describe(long address);

    /** The heap has ended, and nobody is in any method. */
    default void end() {
    }
}
