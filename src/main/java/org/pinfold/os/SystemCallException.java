package org.pinfold.os;

/** Thrown when a system call fails. The message names the call, its range, the error, and what to do where known. */
public class SystemCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final long address;
    private final long bytes;
    private final int errno;

    /**
     * Makes one for a call that answered with an error.
     *
     * @param call its name
     * @param address first byte of the range, or 0
     * @param bytes size of the range
     * @param errno the error's number
     */
    public SystemCallException(String call, long address, long bytes, int errno) {
        this(call, address, bytes, errno, Errno.remedy(call, errno));
    }

    /** With a remedy that knows more than the numbers tell. */
    SystemCallException(String call, long address, long bytes, int errno, String remedy) {
        super("%s of %d bytes at 0x%x failed: %s%s".formatted(call, bytes, address, Errno.text(errno), remedy));
        this.call = call;
        this.address = address;
        this.bytes = bytes;
        this.errno = errno;
    }

    /**
     * Tells which call failed.
     *
     * @return its name, for instance {@code "mmap"}
     */
    public String call() {
        return call;
    }

    /**
     * Tells where the range of the call began.
     *
     * @return the address; 0 where the system was free to choose one
     */
    public long address() {
        return address;
    }

    /**
     * Tells the size of the call's range.
     *
     * @return the size in bytes
     */
    public long bytes() {
        return bytes;
    }

    /**
     * Tells the system's error number.
     *
     * @return the value of {@code errno}
     */
    public int errno() {
        return errno;
    }
}
