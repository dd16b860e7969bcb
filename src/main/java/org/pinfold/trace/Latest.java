package org.pinfold.trace;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * The latest of many things. Each that is put in drives out the oldest one, exactly once: a place is exchanged by one
 * getAndSet, in whatever order threads come to it. Any thread may call any method. Wait-free.
 */
public final class Latest<E> {
    private final AtomicReferenceArray<E> places;
    private final AtomicLong added = new AtomicLong();

    /** The latest {@code count}, a power of two. */
    public Latest(int count) {
        places = new AtomicReferenceArray<>(count);
    }

    /** Puts one in, and answers the one that it drives out, or null. */
    public E exchange(E entry) {
        return places.getAndSet((int) added.getAndIncrement() & places.length() - 1, entry);
    }

    /** Those that are there, about the oldest first. */
    public void forEach(Consumer<E> action) {
        long begin = added.get();
        for (int i = 0; i < places.length(); i++) {
            E entry = places.get((int) (begin + i) & places.length() - 1);
            if (entry != null) {
                action.accept(entry);
            }
        }
    }

    /** How many there are. */
    public int size() {
        return (int) Math.min(added.get(), places.length());
    }

    /** How many there may be. */
    public int most() {
        return places.length();
    }
}
