package org.pinfold.tools.threads;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Threads of one kind, and how they share the working sets. */
public enum Crew {
    /** As programs use platform threads: a few, each with its own blocks. */
    PLATFORM("platform threads, one set after another") {
        @Override
        List<Runnable> tasks(List<WorkingSet> sets, int operations) {
            return shares(sets).<Runnable>map(share -> () -> {
                for (WorkingSet set : share) {
                    set.fill();
                    for (int done = 0; done < operations; done += TURN) {
                        set.replace(Math.min(TURN, operations - done));
                    }
                    set.empty();
                }
            }).toList();
        }

        @Override
        ThreadFactory threads() {
            return Thread.ofPlatform().factory();
        }
    },

    /** With as much alive as virtual threads have, in the same order: what is left of a difference is their kind. */
    PLATFORM_IN_TURNS("platform threads, all sets in turns") {
        @Override
        List<Runnable> tasks(List<WorkingSet> sets, int operations) {
            List<List<WorkingSet>> shares = shares(sets).toList();
            CountDownLatch meeting = new CountDownLatch(shares.size());
            return shares.stream().<Runnable>map(share -> () -> {
                fill(share, meeting);
                for (int done = 0; done < operations; done += TURN) {
                    for (WorkingSet set : share) {
                        set.replace(Math.min(TURN, operations - done));
                    }
                }
                share.forEach(WorkingSet::empty);
            }).toList();
        }

        @Override
        ThreadFactory threads() {
            return Thread.ofPlatform().factory();
        }
    },

    /** A virtual thread for each set; it lets others run after each turn. */
    VIRTUAL("virtual threads, a set each") {
        @Override
        List<Runnable> tasks(List<WorkingSet> sets, int operations) {
            CountDownLatch meeting = new CountDownLatch(sets.size());
            return sets.stream().<Runnable>map(set -> () -> {
                fill(List.of(set), meeting);
                for (int done = 0; done < operations; done += TURN) {
                    set.replace(Math.min(TURN, operations - done));
                    Thread.yield();
                }
                set.empty();
            }).toList();
        }

        @Override
        ThreadFactory threads() {
            return Thread.ofVirtual().factory();
        }
    };

    /** After so many operations it is another set's turn. */
    public static final int TURN = 50;

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final String label;

    Crew(String label) {
        this.label = label;
    }

    /** What the crew is, in words. */
    public String label() {
        return label;
    }

    abstract List<Runnable> tasks(List<WorkingSet> sets, int operations);

    abstract ThreadFactory threads();

    /**
     * Does {@code operations} operations on each of {@code count} new working sets.
     *
     * @return the CPU time that the process took for it, without the start of the threads; in nanoseconds
     */
    public long run(Blocks blocks, int count, int operations, long seed) throws InterruptedException {
        List<WorkingSet> sets =
                IntStream.range(0, count).mapToObj(number -> new WorkingSet(blocks, seed + number)).toList();
        List<Runnable> tasks = tasks(sets, operations);
        CountDownLatch ready = new CountDownLatch(tasks.size());
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(tasks.size());
        AtomicReference<Throwable> failed = new AtomicReference<>();
        for (Runnable task : tasks) {
            threads().newThread(() -> {
                ready.countDown();
                try {
                    await(start);
                    task.run();
                } catch (RuntimeException | Error e) {
                    failed.compareAndSet(null, e);
                } finally {
                    done.countDown();
                }
            }).start();
        }
        ready.await();
        long before = SYSTEM.getProcessCpuTime();
        start.countDown();
        done.await();
        long after = SYSTEM.getProcessCpuTime();
        if (failed.get() != null) {
            throw new IllegalStateException(label + ": " + failed.get(), failed.get());
        }
        return after - before;
    }

    /** A share of the sets for each processor. */
    private static Stream<List<WorkingSet>> shares(List<WorkingSet> sets) {
        int processors = Math.min(Runtime.getRuntime().availableProcessors(), sets.size());
        return IntStream.range(0, processors).mapToObj(first -> {
            List<WorkingSet> share = new ArrayList<>();
            for (int number = first; number < sets.size(); number += processors) {
                share.add(sets.get(number));
            }
            return share;
        });
    }

    /** All sets are alive before any of them has its first turn. Who fails to fill his keeps nobody waiting. */
    private static void fill(List<WorkingSet> sets, CountDownLatch meeting) {
        try {
            sets.forEach(WorkingSet::fill);
        } finally {
            meeting.countDown();
        }
        await(meeting);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
