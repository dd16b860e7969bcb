package org.pinfold.heap;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pinfold.heap.Blocks.Block;

/**
 * A small heap, and for each thread the blocks that it has.
 *
 * <p>Operations answer what a user can tell without looking at addresses, so that results are compared up to the choice
 * of address. Which blocks they are is looked at by {@link Paper}, and at the end in {@link #assertConserved}.
 *
 * <p>The blocks are those of which, with {@code SmallTables}, four make a slab and two a magazine. At the beginning a
 * first thread has allocated everything and has ended; its cache has a full magazine, a full spare one and a slab. A
 * second one has ended too, with a block in its cache and a slab. The others have a block each out of the first one's
 * slabs, and one more block is everybody's to free. The one who looks at the end has another of its slab,
 * so that it stays, and a block of all other units of the first superslab.
 */
class HeapInHands {
    /** Superslabs enough for whatever three threads do, each of which may have one on its way in or out. */
    static final int ROOMY = 4;
    /** No more than the superslab that there is. */
    static final int SCARCE = 1;

    /** Of blocks that threads have to themselves. */
    private static final long BYTES = 64 << 10;
    /** Of the same after a realloc. */
    private static final long FEWER_BYTES = 32 << 10;
    /** Of the block that is everybody's to free: of another class, so that nobody is given it anew. */
    private static final long SHARED_BYTES = 16 << 10;
    /** All units but those of three slabs and one of shared blocks. */
    private static final long FILLER_BYTES = Superslab.BYTES - 12 * BYTES - 4 * SHARED_BYTES;
    private static final int THREADS = 3;
    private static final int FIRST = 7;
    private static final int SECOND = 5;
    private static final int LAST = 6;

    private final Paper paper;
    private final MadeUpThreads threads = new MadeUpThreads();
    private final PaperHeap heap;
    private final Roles roles = new Roles();
    private final Blocks[] hands = new Blocks[8];
    private final AtomicBoolean sharedFreed = new AtomicBoolean();
    private final long shared;
    private final boolean roomy;
    private volatile boolean closed;

    /** Of so many superslabs. */
    HeapInHands(int superslabs) {
        long limit = superslabs * Superslab.BYTES;
        roomy = superslabs >= ROOMY;
        paper = new Paper(limit);
        heap = PaperHeap.on(paper, threads, limit);
        Arrays.setAll(hands, Blocks::new);
        play(SECOND);
        heap.free(first(BYTES));
        play(FIRST);
        has(LAST, first(FILLER_BYTES), FILLER_BYTES);
        // Before the others, of which the second slab would be one unit larger where there is room.
        shared = first(SHARED_BYTES);
        has(LAST, first(SHARED_BYTES), SHARED_BYTES);
        long[] cached = new long[4];
        Arrays.setAll(cached, i -> first(BYTES));
        for (int thread = 1; thread <= THREADS; thread++) {
            has(thread, first(BYTES), BYTES);
        }
        for (long address : cached) {
            heap.free(address);
        }
        threads.end();
        play(SECOND);
        threads.end();
    }

    /** The calling thread plays this one. */
    void play(int thread) {
        roles.play(thread);
    }

    private long first(long bytes) {
        long address = heap.malloc(bytes);
        expect(address != 0, "no memory at the beginning");
        return address;
    }

    String malloc(int thread) {
        return allocate(thread, false);
    }

    String calloc(int thread) {
        return allocate(thread, true);
    }

    private String allocate(int thread, boolean zeroed) {
        play(thread);
        long address;
        try {
            address = zeroed ? heap.calloc(BYTES) : heap.malloc(BYTES);
        } catch (IllegalStateException e) {
            return refused(e);
        }
        if (zeroed && address != 0) {
            paper.expect(address, BYTES, 0);
        }
        return has(thread, address, BYTES);
    }

    private String has(int thread, long address, long bytes) {
        if (address == 0 && roomy) {
            return "NO MEMORY";
        }
        int content = hands[thread].newContent();
        if (address != 0) {
            paper.take(address, bytes, content);
        }
        hands[thread].push(new Block(address, bytes, content));
        return "BLOCK";
    }

    String free(int thread) {
        if (hands[thread].isEmpty()) {
            return "NO BLOCK";
        }
        play(thread);
        Block block = hands[thread].pop();
        letGo(block);
        try {
            heap.free(block.address());
            return "FREED";
        } catch (IllegalStateException e) {
            return refused(e);
        }
    }

    private void letGo(Block block) {
        if (block.address() != 0) {
            paper.giveUp(block.address(), block.bytes(), block.content());
        }
    }

    /** From one of two sizes to the other. */
    String realloc(int thread) {
        if (hands[thread].isEmpty()) {
            return "NO BLOCK";
        }
        play(thread);
        Block block = hands[thread].pop();
        long bytes = block.bytes() == BYTES ? FEWER_BYTES : BYTES;
        letGo(block);
        long address;
        try {
            address = heap.realloc(block.address(), bytes);
        } catch (IllegalStateException e) {
            return refused(e);
        }
        if (address != 0 && block.address() != 0) {
            paper.expect(address, Math.min(bytes, block.bytes()), block.content());
        }
        // Without memory for the new one, the old one is as it was.
        return address == 0 && !roomy
                ? has(thread, block.address(), block.bytes()) : has(thread, address, bytes);
    }

    /** The block that others may free as well. */
    String freeShared(int thread) {
        play(thread);
        try {
            heap.free(shared);
            sharedFreed.set(true);
            return "FREED";
        } catch (PaperHeap.Misused e) {
            return e.kind.name();
        } catch (IllegalStateException e) {
            return refused(e);
        }
    }

    /** An address inside of a block. */
    String freeInterior(int thread) {
        if (hands[thread].isEmpty()) {
            return "NO BLOCK";
        }
        play(thread);
        try {
            heap.free(hands[thread].peek().address() + Paper.GRANULE);
            return "FREED";
        } catch (PaperHeap.Misused e) {
            return e.kind.name();
        } catch (IllegalStateException e) {
            return refused(e);
        }
    }

    /** The thread ends, and another one has its blocks. */
    String exit(int thread) {
        play(thread);
        threads.end();
        roles.replace(thread);
        return "ENDED";
    }

    /** The thread says that it has ended, and goes on. */
    String endTooEarly(int thread) {
        play(thread);
        threads.end();
        return "ENDED";
    }

    String flush(int thread) {
        return upkeep(thread, heap.core::flushThreadCache);
    }

    String trim(int thread) {
        return upkeep(thread, heap.core::trim);
    }

    String close(int thread) {
        paper.mayEnd();
        String answer = upkeep(thread, heap.core::close);
        closed = true;
        return answer;
    }

    private String upkeep(int thread, Runnable action) {
        play(thread);
        try {
            action.run();
            return "DONE";
        } catch (IllegalStateException e) {
            return refused(e);
        }
    }

    private static String refused(IllegalStateException e) {
        if ("the heap is closed".equals(e.getMessage())) {
            return "CLOSED";
        }
        throw e;
    }

    /** Whatever users do not have comes home when every thread has flushed its cache, or has ended. */
    void assertConserved() {
        if (closed) {
            expect(paper.open() == 0 && !paper.isTouched(), "pages stay after the end");
        } else {
            auditAndEmpty();
        }
        expect(paper.damage() == null, paper.damage());
    }

    private void auditAndEmpty() {
        expectAudit();
        int unfreed = sharedFreed.get() ? 0 : 1;
        long live = unfreed;
        for (int thread = 1; thread <= LAST; thread++) {
            flush(thread);
            live += hands[thread].count();
        }
        Audit audit = expectAudit();
        expect(audit.cached() == 0, audit.cached() + " blocks stay in caches");
        expect(audit.live() == live, audit.live() + " blocks are live instead of " + live);
        for (int thread = 1; thread <= LAST; thread++) {
            while (!hands[thread].isEmpty()) {
                free(thread);
            }
            flush(thread);
        }
        trim(LAST);
        expect(paper.open() == unfreed, paper.open() + " superslabs stay open instead of " + unfreed);
    }

    private Audit expectAudit() {
        play(LAST);
        Audit audit = heap.core.audit();
        expect(audit.violations().isEmpty(), audit.violations().toString());
        expect(audit.imbalances().isEmpty(), audit.imbalances().toString());
        return audit;
    }

    private static void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
