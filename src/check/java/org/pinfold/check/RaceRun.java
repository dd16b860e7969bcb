package org.pinfold.check;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Races two operations until they have overlapped as often as was asked for, and tallies what came of it.
 *
 * <p>Two threads meet before each race: one offers its number, the other accepts it, and both go after a small random
 * delay of their own, so that each operation is the earlier one as often as the other and the gap between them takes
 * all small values. One of the threads also arranges the races and judges them; they change sides from race to race. A
 * race counts as a sample if the time stamps around the two operations overlap.
 */
final class RaceRun {
    /** Multiplications: together about as long as a word takes from one processor to the other. */
    private static final int LONGEST_DELAY = 100;
    private static final int SPINS = 500;
    /** Outcomes that must not be, after which it has been shown. */
    private static final int ENOUGH_FORBIDDEN = 5;
    private static final long STOP = Long.MAX_VALUE;
    /** In seconds: a busy machine may keep the other thread from running for longer than a short run lasts. */
    private static final int LEAST_PATIENCE = 60;

    private final Race<?> race;
    private final OutcomeTable table;
    private final Bounds bounds;
    private final int wanted;
    private final Map<String, Long> counts = new TreeMap<>();
    private final Side other = new Side();
    private final Side own = new Side();
    /** The race that is offered, and the one that is accepted; by one thread each; odd ones swap sides. */
    private volatile long offered;
    private volatile long accepted;
    private volatile long finished;
    private long races;
    private long samples;
    private long forbidden;
    private String firstForbidden = "";

    /** What one thread saw; published with {@link #finished}. */
    private static final class Side {
        private long from;
        private long to;
        private Throwable thrown;
        private long product = 1;

        private void run(Runnable operation, int delay) {
            for (int i = 0; i < delay; i++) {
                product = product * 3 + i;
            }
            thrown = null;
            from = System.nanoTime();
            try {
                operation.run();
            } catch (Throwable e) {
                thrown = e;
            }
            to = System.nanoTime();
        }

        private boolean overlaps(Side peer) {
            return from <= peer.to && peer.from <= to;
        }
    }

    private RaceRun(Race<?> race, Bounds bounds) {
        this.race = race;
        this.table = race.table();
        this.bounds = bounds;
        this.wanted = race.samples(bounds);
    }

    /**
     * Runs a race.
     *
     * @return the table with its counts
     * @throws AssertionError if an outcome is not allowed, or too few races were real ones
     */
    static String run(Race<?> race) {
        return new RaceRun(race, race.bounds()).run();
    }

    private String run() {
        Thread peer = new Thread(this::follow, "the other side of " + table.race());
        peer.setDaemon(true);
        peer.start();
        long end = System.nanoTime() + bounds.seconds() * 1_000_000_000L;
        try {
            lead(end);
        } finally {
            offered = STOP;
        }
        race.end();
        return judged();
    }

    private void lead(long end) {
        SplittableRandom random = new SplittableRandom(bounds.seed());
        race.renew();
        while (samples < wanted && forbidden < ENOUGH_FORBIDDEN && System.nanoTime() < end) {
            long number = ++races;
            race.arrange();
            boolean swapped = number % 2 == 1;
            offered = number;
            await(number, true);
            own.run(swapped ? race::second : race::first, random.nextInt(LONGEST_DELAY));
            await(number, false);
            count(swapped);
        }
    }

    private void follow() {
        SplittableRandom random = new SplittableRandom(~bounds.seed());
        for (long number = 1; awaitOffer(number); number++) {
            boolean swapped = number % 2 == 1;
            int delay = random.nextInt(LONGEST_DELAY);
            accepted = number;
            other.run(swapped ? race::first : race::second, delay);
            finished = number;
        }
    }

    private boolean awaitOffer(long number) {
        for (int spin = 0; offered < number; spin++) {
            pause(spin);
        }
        return offered != STOP;
    }

    private void await(long number, boolean start) {
        long from = System.nanoTime();
        long patience = Math.max(bounds.seconds(), LEAST_PATIENCE);
        for (int spin = 0; (start ? accepted : finished) < number; spin++) {
            pause(spin);
            if (spin > SPINS && System.nanoTime() - from > patience * 1_000_000_000L) {
                throw new AssertionError(table.race() + ": race number " + number + " did not end within "
                        + patience + " seconds; an operation waits for something that never comes, or the "
                        + "machine is too busy (" + Bounds.property("seconds", 10 * patience) + ")");
            }
        }
    }

    private static void pause(int spin) {
        if (spin < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    private void count(boolean swapped) {
        boolean real = race.isArranged() && own.overlaps(other);
        String outcome = outcome(swapped ? other : own, swapped ? own : other);
        counts.merge(outcome, 1L, Long::sum);
        if (real) {
            samples++;
        }
        if (!table.allows(outcome)) {
            forbidden++;
            if (firstForbidden.isEmpty()) {
                firstForbidden = "race number " + races + ": " + outcome;
            }
        }
        if (race.needsFreshSubject() || !table.allows(outcome)) {
            race.renew();
        }
    }

    private String outcome(Side first, Side second) {
        if (first.thrown != null || second.thrown != null) {
            return first.thrown != null ? "the first threw " + first.thrown : "the second threw " + second.thrown;
        }
        try {
            return race.outcome() + race.roomLeft();
        } catch (RuntimeException e) {
            return "afterwards: " + e;
        }
    }

    private String judged() {
        String tally = String.format("%s: %,d races, %,d of them with both operations under way at once%n%s",
                table.race(), races, samples, table.format(counts));
        if (forbidden > 0) {
            throw new AssertionError(tally + "First seen in " + firstForbidden + ".\nExpected: allowed outcomes only. "
                    + "Next: the table names two operations that are not atomic together; look for a read that a write "
                    + "of the other may follow. Repeat with " + Bounds.property("seed", bounds.seed()) + " and "
                    + Bounds.property("samples", wanted) + ", which gives the same delays on other schedules; "
                    + "LincheckTests shows such an interleaving step by step.");
        }
        if (samples < wanted) {
            throw new AssertionError(tally + "Only " + samples + " of " + wanted + " samples within " + bounds.seconds()
                    + " seconds: this needs two processors that are not busy otherwise. Give it more time, "
                    + Bounds.property("seconds", 10L * bounds.seconds()) + ", or ask for fewer with "
                    + Bounds.property("samples", samples) + " or " + Bounds.property("close.samples", samples) + ".");
        }
        return tally;
    }
}
