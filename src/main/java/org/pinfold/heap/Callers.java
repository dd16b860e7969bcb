package org.pinfold.heap;

/** Whose calls a heap serves: the threads of this VM. A check puts its own in their place, whose ends it chooses. */
class Callers {
    /** The number of the calling thread, which no other thread ever has. */
    long number() {
        return Thread.currentThread().threadId();
    }

    /** Whether the calling thread gets no cache of its own. */
    boolean isVirtual() {
        return Thread.currentThread().isVirtual();
    }

    /** The calling thread as the owner of a cache. */
    Owner owner() {
        return new Owner(Thread.currentThread());
    }
}
