package org.pinfold.tools.oracle;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.pinfold.Frees;
import org.pinfold.Heap;

/**
 * One heap after the other is closed while several threads use it. Each of their operations completes or
 * throws the documented exception; after the close every one throws it; and when all have left, the kernel's page table
 * has no page of the superslabs that blocks came from.
 *
 * <p>Before that as many threads have used each heap and left it open, with nothing of theirs in it: the moment at
 * which there must be no {@link RetiredPins}.
 */
public final class HeapsUnderFire implements AutoCloseable {
    /** What goes wrong with one heap, to see it noticed. */
    public enum Fault {
        NONE, WRITES_AFTER_CLOSE, HAS_NO_MEMORY, CLOSES_UNSEEN, CLOSES_ANOTHER_HEAP
    }

    private static final long LIMIT = 64 << 20;
    private static final long LITTLE = 4 << 20;
    private static final int MOST_OPERATIONS = 1_000;

    private final Function<Heap, Target> view;
    private final int attackers;
    private final long seed;
    private final Fault fault;
    private final Violations violations;
    private final RetiredPins pins;
    private final ResidentPages pages = new ResidentPages();
    private final LongAdder operations = new LongAdder();

    /** With so many threads at once, which see each heap by this view. */
    public HeapsUnderFire(Function<Heap, Target> view, int attackers, long seed, Fault fault, Violations violations) {
        this.view = view;
        this.attackers = attackers;
        this.seed = seed;
        this.fault = fault;
        this.violations = violations;
        this.pins = new RetiredPins(attackers, violations::add);
    }

    /** The heap with this number, from its first block to its end. */
    public void closeOne(int number) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed + number);
        // Who makes a pass of upkeep meanwhile may be the last to leave, and so has to be awaited: one of the threads.
        Target heap = view.apply(Heap.builder().limit(fault == Fault.HAS_NO_MEMORY ? LITTLE : LIMIT)
                .maintenance(false).frees(random.nextBoolean() ? Frees.EXACT : Frees.ORDERED).build());
        rehearse(heap, random);
        int target = random.nextInt(MOST_OPERATIONS);
        operations.add(target);
        Closing closing = new Closing(attackers, target);
        long live = heap.malloc(100);
        MemorySegment segment = heap.allocate(100, 16).fill((byte) 1);
        closing.handedOut(live);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < attackers; i++) {
            Attacker attacker = new Attacker(heap, closing, violations, pins, random.split());
            threads.add(Thread.ofPlatform().start(() -> {
                attacker.run();
                if (closing.hasReturned()) {
                    attacker.expectRefusals(live, segment);
                }
            }));
        }
        if (fault == Fault.CLOSES_UNSEEN) {
            heap.close();
        }
        closing.close(fault == Fault.CLOSES_ANOTHER_HEAP ? view.apply(Heap.create()) : heap);
        for (Thread thread : threads) {
            thread.join();
        }
        if (fault == Fault.WRITES_AFTER_CLOSE) {
            Raw.putByte(live, (byte) 1);
        }
        violations.expectEqual("resident bytes of heap " + number + " after its close", 0,
                pages.count(closing.from(), closing.bytes()));
    }

    private void rehearse(Target heap, SplittableRandom random) throws InterruptedException {
        Closing calledOff = new Closing(attackers, random.nextInt(MOST_OPERATIONS));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < attackers; i++) {
            Attacker attacker = new Attacker(heap, calledOff, violations, pins, random.split());
            threads.add(Thread.ofPlatform().start(() -> violations.guard(() -> {
                attacker.run();
                attacker.freeAll();
            })));
        }
        calledOff.callOff();
        for (Thread thread : threads) {
            thread.join();
        }
        violations.guard(() -> {
            pins.expectNone(heap);
            pins.retireSome(heap);
            pins.lookAndWalk(heap);
            pins.expectNone(heap);
        });
    }

    /** How many operations at least have come before the closes. */
    public long operations() {
        return operations.sum();
    }

    /** What it came to. */
    @Override
    public String toString() {
        return "more than " + operations + " operations before the closes, " + pins;
    }

    @Override
    public void close() {
        pages.close();
    }
}
