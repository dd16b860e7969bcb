package org.pinfold.os;

/**
 * Thrown when the system refuses to lock memory: the process may lock too little, or too little memory is left. The
 * message tells the limit and what is locked.
 */
public final class LockRefusedException extends MemoryRefusedException {
    private static final long serialVersionUID = 1L;

    LockRefusedException(long address, long bytes, int errno, LockLimit limit) {
        super("mlock", address, bytes, errno, limit.text());
    }
}
