package org.pinfold;

/**
 * Is told which heaps there are: for a registry of figures, a console, a log. See {@link Heap#addListener}.
 *
 * <p>It is called by the thread that makes or closes the heap, by several at once if several do. What it throws is
 * logged, and changes nothing about the heap. A heap that nobody closes and nobody can reach any more is not reported:
 * who keeps something for a heap should refer to the heap weakly.
 */
public interface HeapListener {
    /**
     * A heap was made, or was open when the listener was added; it may be told twice of one that was made just then.
     *
     * @param heap in use from now on
     */
    void opened(Heap heap);

    /**
     * A heap was closed.
     *
     * @param heap it refuses everything but {@link Heap#name} and what works after {@link Heap#close}
     */
    void closed(Heap heap);
}
