package org.pinfold.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * The main class of a child VM whose {@link SlabWord} records: threads hold, refill, let go, retire and push blocks of
 * one slab until there are enough words; then all blocks come home and the slab dies. Prints the words, and who wrote
 * each.
 */
final class RecordedSlab {
    static final int CAPACITY = 4;
    static final int WANT = 2;
    static final int LONGEST_CHAIN = 2;
    static final int THREADS = 3;
    /** Between two meetings of the threads, so that none runs alone. */
    private static final int OPERATIONS = 8;

    private final SlabWord slab = new SlabWord(0, CAPACITY);
    private final CyclicBarrier meeting;
    private volatile boolean enough;

    private RecordedSlab(int words) {
        this.meeting = new CyclicBarrier(THREADS, () -> enough = WordLog.size() >= words);
    }

    public static void main(String[] arguments) throws InterruptedException {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1); // The others would wait for that thread.
        });
        int words = Integer.parseInt(arguments[0]);
        new RecordedSlab(words).run(Long.parseLong(arguments[1]));
        System.out.println(SlabWord.toString(new SlabWord(0, CAPACITY).getVolatile()) + " by 0");
        for (int number = 1; number < WordLog.size(); number++) {
            System.out.println(SlabWord.toString(WordLog.word(number)) + " by " + WordLog.writer(number));
        }
    }

    private void run(long seed) throws InterruptedException {
        List<Integer> kept = new ArrayList<>();
        refill(kept); // While these are out, the slab does not die.
        List<Thread> threads = new ArrayList<>();
        List<List<Integer>> left = new ArrayList<>();
        for (int number = 0; number < THREADS; number++) {
            Random random = new Random(seed + number);
            List<Integer> own = new ArrayList<>();
            left.add(own);
            threads.add(Thread.ofPlatform().start(() -> work(random, own)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        left.add(kept);
        left.forEach(own -> {
            while (!own.isEmpty()) {
                push(own, 1);
            }
        });
        BatchRefill.retire(slab);
    }

    private void work(Random random, List<Integer> own) {
        try {
            for (meeting.await(); !enough; meeting.await()) {
                for (int i = 0; i < OPERATIONS; i++) {
                    operate(random, own);
                }
            }
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private void operate(Random random, List<Integer> own) {
        switch (random.nextInt(6)) {
            case 0 -> BatchRefill.hold(slab);
            case 1 -> refill(own);
            case 2 -> BatchRefill.unhold(slab);
            case 3 -> BatchRefill.retire(slab);
            default -> push(own, Math.min(own.size(), 1 + random.nextInt(LONGEST_CHAIN)));
        }
    }

    private void refill(List<Integer> own) {
        long taken = BatchRefill.refill(slab, WANT);
        if (taken == SlabWord.REFUSED) {
            return;
        }
        int block = SlabWord.head(taken);
        for (int i = 0; i < SlabWord.count(taken); i++) {
            own.add(block);
            block = BatchRefill.unlink(slab, block);
        }
        for (int i = 0; i < BatchRefill.carving(taken, CAPACITY, WANT); i++) {
            own.add(SlabWord.carved(taken) + i);
        }
    }

    private void push(List<Integer> own, int blocks) {
        if (blocks == 0) {
            return;
        }
        List<Integer> chain = List.copyOf(own.subList(0, blocks));
        own.subList(0, blocks).clear();
        for (int block : chain) {
            if (!RemoteFreeQueue.admit(slab, block)) {
                throw new IllegalStateException("block " + block + " was not admitted");
            }
        }
        for (int i = 1; i < blocks; i++) {
            slab.link(chain.get(i - 1), chain.get(i));
        }
        if (RemoteFreeQueue.push(slab, chain.getFirst(), chain.getLast(), blocks) == Duty.REFUSED) {
            throw new IllegalStateException("the chain " + chain + " was refused");
        }
    }
}
