package org.pinfold.soak;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.pinfold.Frees;
import org.pinfold.Heap;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/**
 * One heap after the other is closed while {@value #ATTACKERS} threads use it. Each of their operations completes or
 * throws the documented exception; after the close every one throws it; and when all have left, the kernel's page table
 * has no page of the superslabs that blocks came from.
 *
 * <p>Before that as many threads have used each heap and left it open, with nothing of theirs in it: the moment at
 * which there must be no {@link RetiredPins}.
 */
final class CloseUnderFire {
    /** What goes wrong with one heap, to see it noticed. */
    enum Fault {
        NONE, WRITES_AFTER_CLOSE, HAS_NO_MEMORY, CLOSES_UNSEEN, CLOSES_ANOTHER_HEAP
    }

    private static final int ATTACKERS = 8;
    private static final long LIMIT = 64 << 20;
    private static final long LITTLE = 4 << 20;
    private static final int MOST_OPERATIONS = 1_000;

    private final int heaps;
    private final long seed;
    private final Fault fault;
    private final Violations violations = new Violations();
    private final RetiredPins pins = new RetiredPins(ATTACKERS, violations::add);
    private final ResidentPages pages = new ResidentPages();
    private long operations;

    CloseUnderFire(int heaps, long seed, Fault fault) {
        this.heaps = heaps;
        this.seed = seed;
        this.fault = fault;
    }

    Violations run() throws InterruptedException {
        for (int number = 0; number < heaps && violations.none(); number++) {
            closeOne(number);
        }
        pages.close();
        return violations;
    }

    private void closeOne(int number) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed + number);
        Heap heap = Heap.builder().limit(fault == Fault.HAS_NO_MEMORY ? LITTLE : LIMIT)
                .frees(random.nextBoolean() ? Frees.EXACT : Frees.ORDERED).build();
        rehearse(heap, random);
        int target = random.nextInt(MOST_OPERATIONS);
        operations += target;
        Closing closing = new Closing(ATTACKERS, target);
        long live = heap.malloc(100);
        MemorySegment segment = heap.allocate(100, 16).fill((byte) 1);
        closing.handedOut(live);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < ATTACKERS; i++) {
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
        closing.close(fault == Fault.CLOSES_ANOTHER_HEAP ? Heap.create() : heap);
        for (Thread thread : threads) {
            thread.join();
        }
        if (fault == Fault.WRITES_AFTER_CLOSE) {
            ResidentPages.MEMORY.set(JAVA_BYTE, live, (byte) 1);
        }
        violations.expectEqual("resident bytes of heap " + number + " after its close", 0,
                pages.count(closing.from(), closing.bytes()));
    }

    private void rehearse(Heap heap, SplittableRandom random) throws InterruptedException {
        Closing calledOff = new Closing(ATTACKERS, random.nextInt(MOST_OPERATIONS));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < ATTACKERS; i++) {
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

    /** Arguments: heaps, seed. */
    public static void main(String[] args) throws InterruptedException {
        CloseUnderFire fire = new CloseUnderFire(Integer.parseInt(args[0]), Long.parseLong(args[1]), Fault.NONE);
        fire.run().report();
        System.out.println(SoakVm.DONE + Arrays.toString(args) + ", more than " + fire.operations
                + " operations before the closes, " + fire.pins);
    }
}
