package org.pinfold.tools.bench.workload;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.pinfold.tools.peer.Peer;

/** What the benchmarks of this virtual machine run with, and where they leave what they measured. */
public final class Subject {
    private static volatile Subject current;

    private final String row;
    private final Peer peer;
    private final Shape shape;
    private final long seed;
    private final Queue<Window> windows = new ConcurrentLinkedQueue<>();

    private final LongAdder operations = new LongAdder();

    private final Map<Object, Object> shared = new ConcurrentHashMap<>();

    private Subject(String row, Peer peer, Shape shape, long seed) {
        this.row = row;
        this.peer = peer;
        this.shape = shape;
        this.seed = seed;
    }

    /** Makes benchmarks that start from now on run with these; sizes and orders are those of {@code seed}. */
    public static Subject choose(String row, Peer peer, Shape shape, long seed) {
        current = new Subject(row, peer, shape, seed);
        return current;
    }

    /** The one that was chosen last. */
    static Subject current() {
        return current;
    }

    String row() {
        return row;
    }

    Peer peer() {
        return peer;
    }

    Shape shape() {
        return shape;
    }

    long seed() {
        return seed;
    }

    /** What the threads that ask for {@code key} have in common: the first one makes it. */
    <T> T shared(Object key, Class<T> type, Supplier<T> maker) {
        return type.cast(shared.computeIfAbsent(key, any -> maker.get()));
    }

    void did(long moreOperations) {
        operations.add(moreOperations);
    }

    void add(Window window) {
        windows.add(window);
    }

    /** How many operations all threads have done, before and in their windows. */
    public long operations() {
        return operations.sum();
    }

    /** Every thread's windows, in no order. */
    public List<Window> windows() {
        return List.copyOf(windows);
    }
}
