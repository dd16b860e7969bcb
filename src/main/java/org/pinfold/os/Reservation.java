package org.pinfold.os;

/**
 * A range of addresses that a {@link MemorySource} has reserved.
 *
 * @param address first byte, aligned as the source promises
 * @param bytes size, a multiple of the source's alignment
 * @param committedUpFront whether the whole range can be read and written without {@link MemorySource#commit};
 *         otherwise uncommitted parts read as zero and a write to them crashes the VM
 */
public record Reservation(long address, long bytes, boolean committedUpFront) {
    /**
     * Tells the end of the range.
     *
     * @return the address after the last byte
     */
    public long end() {
        return address + bytes;
    }

    /**
     * Tells whether a part lies inside the range.
     *
     * @param partAddress first byte of the part
     * @param partBytes size of the part; a negative one lies inside nothing
     * @return true if each byte of the part is in the range
     */
    public boolean contains(long partAddress, long partBytes) {
        return partAddress >= address && partBytes >= 0 && partAddress <= end() && partBytes <= end() - partAddress;
    }
}
