package org.pinfold;

import java.util.ArrayList;
import java.util.List;
import org.pinfold.HeapMap.Cache;
import org.pinfold.HeapMap.CacheOwner;
import org.pinfold.HeapMap.Magazine;
import org.pinfold.HeapMap.Slab;
import org.pinfold.HeapMap.SlabState;
import org.pinfold.HeapMap.Superslab;
import org.pinfold.HeapMap.SuperslabState;
import org.pinfold.heap.Survey;
import org.pinfold.protocol.SlabWord;

/** Makes a {@link HeapMap} of what it is told: what is part of something follows it, until the next one of its kind. */
final class MapMaker implements Survey {
    private final List<Superslab> superslabs = new ArrayList<>();
    private final List<Cache> caches = new ArrayList<>();
    /** Of the last superslab and of the last cache; each is replaced when that is complete. */
    private List<Slab> slabs = new ArrayList<>();
    private List<Magazine> magazines = new ArrayList<>();
    private long limit;
    private long committed;

    HeapMap made() {
        completeSuperslab();
        completeCache();
        return new HeapMap(limit, committed, superslabs, caches);
    }

    @Override
    public void heap(long limitBytes, long committedBytes) {
        limit = limitBytes;
        committed = committedBytes;
    }

    @Override
    public void superslab(int index, long address, boolean retiring, long pins, long freeUnits, long residentBytes) {
        completeSuperslab();
        superslabs.add(new Superslab(index, address, retiring ? SuperslabState.RETIRING : SuperslabState.IN_USE, pins,
                freeUnits, residentBytes, List.of()));
    }

    @Override
    public void slab(int firstUnit, int units, long blockBytes, boolean large, long word, int capacity, int cached,
            boolean quarantined) {
        slabs.add(new Slab(firstUnit, units, large, blockBytes, capacity, SlabWord.carved(word),
                SlabWord.used(word) - cached, cached, quarantined ? SlabState.QUARANTINED : state(word)));
    }

    private static SlabState state(long word) {
        return switch (SlabWord.state(word)) {
            case SlabWord.HELD -> SlabState.HELD;
            case SlabWord.LISTED -> SlabState.LISTED;
            case SlabWord.FULL -> SlabState.FULL;
            default -> SlabState.DEAD;
        };
    }

    /** Units that a slab was found in are not free, whatever was read before it was formed. */
    private void completeSuperslab() {
        if (superslabs.isEmpty()) {
            return;
        }
        Superslab last = superslabs.removeLast();
        long free = last.freeUnits();
        for (Slab slab : slabs) {
            int count = Math.min(slab.units(), Superslab.UNITS - slab.firstUnit());
            free &= ~(-1L >>> Superslab.UNITS - count << slab.firstUnit());
        }
        boolean empty = free == -1L && last.state() == SuperslabState.IN_USE;
        superslabs.add(new Superslab(last.index(), last.address(), empty ? SuperslabState.EMPTY : last.state(),
                last.pins(), free, last.residentBytes(), slabs));
        slabs = new ArrayList<>();
    }

    @Override
    public void cache(long owner, Thread thread, int largeBlocks, long largeBytes) {
        completeCache();
        boolean alive = thread != null && thread.isAlive();
        CacheOwner kind = owner < 0 ? CacheOwner.SHARED : owner == 0 ? CacheOwner.NOBODY
                : alive ? CacheOwner.THREAD : CacheOwner.ENDED;
        caches.add(new Cache(kind, Math.max(owner, 0), thread == null ? "" : thread.getName(), List.of(), largeBlocks,
                largeBytes));
    }

    @Override
    public void magazine(long blockBytes, int hot, int spare, int waiting, int bound) {
        magazines.add(new Magazine(blockBytes, hot, spare, waiting, bound));
    }

    private void completeCache() {
        if (!caches.isEmpty()) {
            Cache last = caches.removeLast();
            caches.add(new Cache(last.owner(), last.threadId(), last.thread(), magazines, last.largeBlocks(),
                    last.largeBytes()));
            magazines = new ArrayList<>();
        }
    }
}
