package org.pinfold.os;

import java.util.OptionalLong;

/**
 * Where address ranges and their pages come from.
 *
 * <p>A range passes through these states: <em>reserved</em> (the addresses belong to us, no page is backed),
 * <em>committed</em> (readable and writable; a page is backed when it is first written), <em>purged</em> (as
 * committed, but the pages went back to the system and read as zero).
 *
 * <p>Addresses and sizes given to {@link #commit}, {@link #purge}, {@link #guard} and {@link #residentBytes} are
 * multiples of {@link #pageSize()} and lie inside one reservation of this source; anything else is an
 * {@link IllegalArgumentException} and reaches no system call. A size of zero does nothing.
 *
 * <p>All methods may be called by any number of threads at once. {@link #release} must not overlap another operation
 * on the same reservation, nor an access to its memory: that is the caller's duty and is not checked.
 */
public interface MemorySource {
    /** The {@link #purgeGranule} of memory of which no part should go before all of it does. */
    long NOTHING_PURGED = 1L << 62;

    /**
     * Reserves a range of addresses without committing memory.
     *
     * <p>Both sizes are rounded up to {@link #alignment()}. If the system refuses {@code preferredBytes}, smaller
     * sizes are tried, never below {@code minimumBytes}.
     *
     * @param minimumBytes least size that is of use, greater than 0
     * @param preferredBytes size to try first, at least {@code minimumBytes}
     * @return a range whose address and size are multiples of {@link #alignment()}; its memory reads as zero
     * @throws IllegalArgumentException if the sizes are out of order or larger than any address space
     * @throws MemoryRefusedException if even {@code minimumBytes} is refused
     * @throws SystemCallException if a call fails for another reason; nothing stays reserved then
     */
    Reservation reserve(long minimumBytes, long preferredBytes);

    /**
     * Makes a part of a reservation readable and writable, which it is already where the reservation was
     * {@linkplain Reservation#committedUpFront() committed up front}, and backs and locks its pages if this source has
     * {@link PageOptions} to that effect. Committing twice is harmless.
     *
     * @param address first byte
     * @param bytes size of the part
     * @throws MemoryRefusedException if the system refuses the memory; the part must not be written then
     * @throws LockRefusedException if that is because it may not be locked
     * @throws SystemCallException if the call fails for another reason
     */
    void commit(long address, long bytes);

    /**
     * Gives the pages of a part back to the system, and unlocks them first if they are locked. The addresses stay
     * valid, and stay committed if they were; the next read sees zero.
     *
     * @param address first byte
     * @param bytes size of the part
     * @throws SystemCallException if the call fails; each page of the part then holds its old content or zero
     */
    void purge(long address, long bytes);

    /**
     * Makes a committed part inaccessible: who reads or writes there ends the VM, until {@link #unguard}. Its pages
     * keep their content. A guarded part makes two more mappings of the process, see {@code vm.max_map_count}.
     *
     * @param address first byte
     * @param bytes size of the part
     * @throws MemoryRefusedException if the system has no room for more mappings
     * @throws SystemCallException if the call fails for another reason; the part is as it was then
     */
    void guard(long address, long bytes);

    /**
     * Makes a part readable and writable that {@link #guard} has made inaccessible.
     *
     * @param address first byte
     * @param bytes size of the part
     * @throws SystemCallException if the call fails; the part is as it was then
     */
    void unguard(long address, long bytes);

    /**
     * Asks the system how much of a part is resident in physical memory.
     *
     * <p>The answer is a moment's: pages may come and go while it is made. A page that was only ever read may be
     * counted although the system backs it with its one shared page of zeroes.
     *
     * @param address first byte
     * @param bytes size of the part
     * @return resident bytes, a multiple of the page size; empty where the system does not answer the question
     * @throws SystemCallException if the call fails for another reason
     */
    OptionalLong residentBytes(long address, long bytes);

    /**
     * Asks the system how much of all reservations is backed by huge pages. Takes a time in proportion to the memory
     * of the whole process.
     *
     * @return bytes; 0, without asking, if huge pages are declined; empty where the system does not tell
     */
    OptionalLong hugePageBytes();

    /**
     * Returns a reservation's addresses to the system. An access to them afterwards crashes the VM, so a heap never
     * does this.
     *
     * @param reservation a reservation of this source, not yet released
     * @throws IllegalArgumentException if it is not one of this source, or was released before
     * @throws SystemCallException if the call fails; the reservation is kept then
     */
    void release(Reservation reservation);

    /**
     * Gives a reservation up, and keeps its addresses: they stay readable, and may become part of a later reservation
     * of the same size, of this source or another one. Its pages go back then at the latest.
     *
     * @param reservation a reservation of this source, which does not know it afterwards
     * @throws IllegalArgumentException if it is not one of this source, or was given up before
     */
    void retire(Reservation reservation);

    /**
     * Counts the system calls that this source has made, refused ones included.
     *
     * @return the counts at about this moment
     */
    SystemCalls calls();

    /**
     * Tells the unit in which memory is committed and purged.
     *
     * @return the system's page size in bytes, a power of two
     */
    long pageSize();

    /**
     * Tells in what pieces, aligned to their size, parts of committed memory are worth purging while the rest of it is
     * in use. A smaller piece of a huge page would break it up.
     *
     * @return a power of two in bytes, at least {@link #pageSize()}; or {@link #NOTHING_PURGED}
     */
    long purgeGranule();

    /**
     * Tells how reservations are aligned.
     *
     * @return a power of two in bytes, at least {@link #pageSize()}
     */
    long alignment();
}
