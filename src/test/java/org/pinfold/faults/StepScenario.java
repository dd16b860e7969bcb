package org.pinfold.faults;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pinfold.Heap;

/**
 * An operation of one thread, with what comes before it, and how much the thread may have in hand. Sizes are those of
 * {@code SmallTables}, and larger ones.
 */
final class StepScenario {
    /** A block of a class. */
    static final int SMALL = 16 << 10;
    /** One of the largest class. */
    static final int MID = 64 << 10;
    /** One in units. */
    static final int LARGE = 1 << 20;

    private static final long LIMIT = 64 << 20;
    private static final long SUPERSLAB = 4 << 20;
    private static final int MAGAZINE = 128 << 10;

    private final String name;
    private Supplier<Heap.Builder> options = StepScenario::usual;
    private Consumer<Stage> before = stage -> { };
    private Consumer<Stage> preparation = stage -> { };
    private Consumer<Stage> operation;
    private Consumer<Stage> after = stage -> { };
    private boolean collides;
    private boolean virtual;
    private boolean closes;
    private long alignment = SUPERSLAB;
    private int bytesInHand = MAGAZINE + MID;
    private int superslabsInHand = 1;
    private int roomForOthers = 6;

    StepScenario(String name) {
        this.name = name;
    }

    /** How heaps are made, but for what a scenario wants otherwise. */
    static Heap.Builder usual() {
        return Heap.builder().limit(LIMIT);
    }

    /** All there are. */
    static List<StepScenario> all() {
        return Stream.of(BlockScenarios.all(), RunScenarios.all(), HeapScenarios.all()).flatMap(List::stream).toList();
    }

    /** How the heap is made. */
    StepScenario options(Supplier<Heap.Builder> how) {
        options = how;
        return this;
    }

    /** What another thread does first. */
    StepScenario before(Consumer<Stage> what) {
        before = what;
        return this;
    }

    /** What the victim does first. */
    StepScenario prepare(Consumer<Stage> what) {
        preparation = what;
        return this;
    }

    /** The operation. */
    StepScenario act(Consumer<Stage> what) {
        operation = what;
        return this;
    }

    /** What the victim does whatever has become of the operation. */
    StepScenario after(Consumer<Stage> what) {
        after = what;
        return this;
    }

    /** The victim's cache has the place in the table that another thread's has. */
    StepScenario colliding() {
        collides = true;
        return this;
    }

    /** The victim is a virtual thread. */
    StepScenario virtual() {
        virtual = true;
        return this;
    }

    /** The operation ends the heap. */
    StepScenario closing() {
        closes = true;
        return this;
    }

    /** The heap's addresses begin at a multiple of so many bytes. */
    StepScenario aligned(long bytes) {
        alignment = bytes;
        return this;
    }

    /** In hand are so many bytes of blocks at most, instead of a magazine or a slab's chain, and a block. */
    StepScenario bytesInHand(int bytes) {
        bytesInHand = bytes;
        return this;
    }

    /** In hand, or kept by what is, are so many superslabs at most, instead of one. */
    StepScenario superslabsInHand(int superslabs) {
        superslabsInHand = superslabs;
        return this;
    }

    /** So many superslabs are there for others, while the victim has what it has. */
    StepScenario roomForOthers(int superslabs) {
        roomForOthers = superslabs;
        return this;
    }

    Heap.Builder options() {
        return options.get();
    }

    void before(Stage stage) {
        before.accept(stage);
    }

    void prepare(Stage stage) {
        preparation.accept(stage);
    }

    void act(Stage stage) {
        operation.accept(stage);
    }

    void after(Stage stage) {
        after.accept(stage);
    }

    boolean collides() {
        return collides;
    }

    boolean isVirtual() {
        return virtual;
    }

    boolean closes() {
        return closes;
    }

    long alignment() {
        return alignment;
    }

    int bytesInHand() {
        return bytesInHand;
    }

    int superslabsInHand() {
        return superslabsInHand;
    }

    int roomForOthers() {
        return roomForOthers;
    }

    @Override
    public String toString() {
        return name;
    }
}
