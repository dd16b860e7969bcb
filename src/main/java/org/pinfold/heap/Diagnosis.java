package org.pinfold.heap;

import java.util.List;
import java.util.stream.Collectors;
import org.pinfold.protocol.BlockState;
import org.pinfold.trace.Place;

/** Says what is wrong with an address that is not the first byte of a live block, and describes any address. */
final class Diagnosis {
    /** How many events of a superslab are told. */
    private static final int SHOWN = 4;

    private final Directory directory;
    private final Superslabs superslabs;
    private final CacheTable caches;

    Diagnosis(Directory directory, Superslabs superslabs, CacheTable caches) {
        this.directory = directory;
        this.superslabs = superslabs;
        this.caches = caches;
    }

    /** The slab of the live block that begins here, or null. */
    Slab liveSlab(long address) {
        Slab slab = directory.slabAt(address);
        int block = Slab.blockAt(slab, address);
        return block >= 0 && BlockState.isAllocated(slab.state(block)) ? slab : null;
    }

    Misuse ofFree(long address) {
        return of(address, "free");
    }

    /** Where users' addresses are not their blocks': what was wrong is judged by the block's. */
    Misuse ofFree(long address, long block) {
        return new Misuse(kindOf(block), address, "free or use of an address that is not a live block: "
                + describe(address));
    }

    Misuse ofUse(long address) {
        return of(address, "use");
    }

    private Misuse of(long address, String what) {
        return new Misuse(kindOf(address), address, what + " of an address that is not a live block: "
                + describe(address));
    }

    Misuse foundTwice(long address) {
        return new Misuse(Misuse.Kind.DOUBLE_FREE, address,
                "two frees of this block raced with each other; the second was found now: " + describe(address));
    }

    Misuse ofSize(long address, long byteSize) {
        return new Misuse(Misuse.Kind.SIZE_MISMATCH, address, "free as " + byteSize
                + " bytes, but no request for that size gives such a block: " + describe(address));
    }

    private Misuse.Kind kindOf(long address) {
        if (directory.superslabAt(address) < 0) {
            return Misuse.Kind.FOREIGN_POINTER;
        }
        Slab slab = directory.slabAt(address);
        if (slab == null) {
            return Misuse.Kind.NOT_ALLOCATED;
        }
        int block = Slab.blockAt(slab, address);
        if (block < 0) {
            return withinBlocks(slab, address) ? Misuse.Kind.INTERIOR_POINTER : Misuse.Kind.NOT_ALLOCATED;
        }
        boolean neverAllocated = slab.state(block) == BlockState.UNCARVED || isNeverUsed(address);
        return neverAllocated ? Misuse.Kind.NOT_ALLOCATED : Misuse.Kind.DOUBLE_FREE;
    }

    /** Whether a magazine says so; exact for the calling thread's own. */
    private boolean isNeverUsed(long address) {
        boolean[] found = {false};
        caches.forEach(cache -> cache.forEachEntry(entry -> found[0] |= entry == address + ThreadCache.NEVER_USED));
        return found[0];
    }

    /** Where this address lies now. */
    Place place(long address) {
        int superslab = directory.superslabAt(address);
        if (superslab < 0) {
            return Place.ELSEWHERE;
        }
        Superslab opened = superslabs.pool().at(superslab);
        Slab slab = directory.slabAt(address);
        return new Place(superslab, opened == null ? 0 : opened.guard().generation(), slab == null ? 0 : slab.start());
    }

    /** The address of the block that this one lies in; the address itself if it lies in none. */
    long blockAround(long address) {
        Slab slab = directory.slabAt(address);
        return slab == null || !withinBlocks(slab, address)
                ? address : address - (address - slab.start()) % slab.blockBytes();
    }

    private static boolean withinBlocks(Slab slab, long address) {
        return address - slab.start() < slab.capacity() * slab.blockBytes();
    }

    /** What the heap knows about this address, for people. */
    String describe(long address) {
        String where = "0x" + Long.toHexString(address);
        if (directory.superslabAt(address) < 0) {
            return where + " lies outside the heap";
        }
        Slab slab = directory.slabAt(address);
        if (slab == null) {
            return where + " lies in the heap, in units that no slab has now" + history(address);
        }
        long offset = address - slab.start();
        if (!withinBlocks(slab, address)) {
            return where + " lies behind the last block of " + describe(slab);
        }
        int block = (int) (offset / slab.blockBytes());
        long inside = offset % slab.blockBytes();
        return where + " is byte " + inside + " of block " + block + ", which is "
                + describe(slab.state(block)) + ", of " + describe(slab);
    }

    /** What has lately become of the superslab. */
    private String history(long address) {
        int superslab = directory.superslabAt(address);
        List<Events.Event> last = superslabs.events().last(event -> event.superslab() == superslab);
        if (last.isEmpty()) {
            return "";
        }
        long now = System.nanoTime();
        return last.subList(Math.max(0, last.size() - SHOWN), last.size()).stream()
                .map(event -> event.kind() + " " + (now - event.nanos()) / 1_000_000 + " ms ago")
                .collect(Collectors.joining(", ", "; superslab " + superslab + ": ", ""));
    }

    private static String describe(Slab slab) {
        return "the slab at 0x" + Long.toHexString(slab.start()) + " (" + slab.capacity() + " blocks of "
                + slab.blockBytes() + " bytes; superslab " + slab.superslab().index() + ", generation "
                + slab.superslab().guard().generation() + ")";
    }

    private static String describe(byte state) {
        if (BlockState.isAllocated(state)) {
            return "allocated";
        }
        if (BlockState.isCached(state)) {
            return "free in a cache";
        }
        return state == BlockState.UNCARVED ? "not carved" : "free in its slab";
    }
}
