package org.pinfold.os;

/**
 * Thrown when the system refuses memory that was asked for properly: too little is left, or a limit is reached. It is
 * the one failure of this package that a heap reports as exhaustion.
 */
public sealed class MemoryRefusedException extends SystemCallException permits LockRefusedException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one for a call that answered with an error.
     *
     * @param call its name
     * @param address first byte of the range, or 0
     * @param bytes size of the range
     * @param errno the error's number
     */
    public MemoryRefusedException(String call, long address, long bytes, int errno) {
        super(call, address, bytes, errno);
    }

    MemoryRefusedException(String call, long address, long bytes, int errno, String remedy) {
        super(call, address, bytes, errno, remedy);
    }
}
