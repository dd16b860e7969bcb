package org.pinfold.tools.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.BitSet;
import org.pinfold.os.Machine;

/**
 * Which pages of a range are in physical memory or swapped out, by the kernel's own page table
 * ({@code /proc/self/pagemap}): not by anything that the heap counts.
 *
 * <p>A page of zeros that was only read counts too. A snapshot of many pages is not taken in one moment; see
 * {@link #inBoth}.
 */
public final class ResidentPages implements AutoCloseable {
    /** The system's page size, in bytes. */
    public static final long PAGE = Machine.read().pageBytes().orElseThrow();

    private static final long PRESENT_OR_SWAPPED = 0b11L << 62;
    private static final int PAGES_A_READ = 1 << 13;

    private final FileChannel pagemap;
    private final ByteBuffer entries =
            ByteBuffer.allocateDirect(PAGES_A_READ * Long.BYTES).order(ByteOrder.nativeOrder());

    /** Opens the page table. */
    public ResidentPages() {
        try {
            pagemap = FileChannel.open(Path.of("/proc/self/pagemap"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pages from the start of the range that are resident, each by its number. */
    public BitSet snapshot(long address, long bytes) {
        BitSet resident = new BitSet();
        int pages = Math.toIntExact(bytes / PAGE);
        for (int from = 0; from < pages; from += PAGES_A_READ) {
            read(address / PAGE + from, Math.min(PAGES_A_READ, pages - from));
            for (int page = 0; entries.hasRemaining(); page++) {
                if ((entries.getLong() & PRESENT_OR_SWAPPED) != 0) {
                    resident.set(from + page);
                }
            }
        }
        return resident;
    }

    private void read(long page, int pages) {
        entries.clear().limit(pages * Long.BYTES);
        try {
            while (entries.hasRemaining()) {
                if (pagemap.read(entries, page * Long.BYTES + entries.position()) < 0) {
                    throw new IOException("the page table ends at page " + page);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        entries.flip();
    }

    /** How many bytes are resident, while nothing touches the range. */
    public long count(long address, long bytes) {
        return snapshot(address, bytes).cardinality() * PAGE;
    }

    /**
     * How many bytes were resident at one moment, at least, while other threads touch the range: pages that are in two
     * snapshots were there between them. An exception would be a page that went and came back, which to write in so
     * short a time only few can.
     */
    public long inBoth(long address, long bytes) {
        BitSet pages = snapshot(address, bytes);
        pages.and(snapshot(address, bytes));
        return pages.cardinality() * PAGE;
    }

    @Override
    public void close() {
        try {
            pagemap.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
