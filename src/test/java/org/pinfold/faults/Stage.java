package org.pinfold.faults;

import org.pinfold.ExperimentalHeaps;
import org.pinfold.Heap;
import org.pinfold.os.MmapSource;
import org.pinfold.os.PageOptions;

/** A heap, its memory, the one to whom something happens, and another user. */
final class Stage {
    private final OpenSource source;
    private final Heap heap;
    private final User victim;
    private final User other;
    private volatile boolean closed;
    private Heap child;

    /** A heap whose addresses are multiples of so many bytes, so that its steps do not depend on where it is. */
    Stage(Heap.Builder options, long alignment) {
        source = new OpenSource(new MmapSource(alignment, PageOptions.DEFAULT));
        heap = ExperimentalHeaps.on(source, options);
        victim = new User(heap, 1, e -> closed && e instanceof IllegalStateException);
        other = new User(heap, 1L << 40, e -> false);
    }

    OpenSource source() {
        return source;
    }

    Heap heap() {
        return heap;
    }

    /** The victim's blocks and calls. */
    User victim() {
        return victim;
    }

    /** Those of the thread that looks on. */
    User other() {
        return other;
    }

    /** Ends the heap, under whoever is still there. */
    void close() {
        closed = true;
        victim.expectEnd();
        heap.close();
    }

    /** The victim has a child of the heap. */
    void mustClose(Heap of) {
        child = of;
    }

    void closeChild() {
        if (child != null) {
            child.close();
        }
    }

    /** Somebody else does this, and ends. */
    void byDead(Runnable work) {
        Thread thread = Thread.ofPlatform().start(work);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
