package org.pinfold.tools.threads;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.pinfold.AuditReport;
import org.pinfold.Heap;
import org.pinfold.tools.threads.Costs.Cost;

/**
 * Rounds in which every crew has its turn with the heap and without, so that a change of the machine's speed meets all
 * of them. Each crew has a heap of its own, from the first round to the last.
 *
 * @param sets working sets, and virtual threads
 * @param operations of each set
 * @param rounds that count
 * @param seed of the sizes
 */
public record ThreadsRun(int sets, int operations, int rounds, long seed) {
    private static final int WARM_UPS = 2;
    private static final long LEAST_LIMIT = 1L << 30;
    /** The limit is so many times what is live at most. */
    private static final int ROOM = 4;

    /** What a run came to. */
    public record Outcome(Costs costs, List<String> problems) {
    }

    /** Runs all rounds, and says before each of them what it is. */
    public Outcome run(Consumer<String> progress) throws InterruptedException {
        Map<Crew, Heap> heaps = new EnumMap<>(Crew.class);
        try {
            for (Crew crew : Crew.values()) {
                heaps.put(crew, Heap.builder().limit(limit()).build());
            }
            Costs costs = new Costs();
            for (int round = -WARM_UPS; round < rounds; round++) {
                progress.accept(round < 0 ? "warming up" : "round " + (round + 1) + " of " + rounds);
                for (Crew crew : Crew.values()) {
                    Cost cost = cost(crew, heaps.get(crew), seed + (long) round * sets);
                    if (round >= 0) {
                        costs.add(crew, cost);
                    }
                }
            }
            List<String> problems = new ArrayList<>();
            heaps.forEach((crew, heap) -> problems.addAll(problems(crew, heap)));
            return new Outcome(costs, problems);
        } finally {
            heaps.values().forEach(Heap::close);
        }
    }

    private Cost cost(Crew crew, Heap heap, long first) throws InterruptedException {
        double all = (double) sets * operations;
        double whole = crew.run(Blocks.of(heap), sets, operations, first) / all;
        return new Cost(whole, crew.run(Blocks.NONE, sets, operations, first) / all);
    }

    private long limit() {
        return Math.max(LEAST_LIMIT, (long) ROOM * sets * WorkingSet.BLOCKS * WorkingSet.LARGEST);
    }

    /** A heap that loses blocks is no measure. */
    private static List<String> problems(Crew crew, Heap heap) {
        AuditReport audit = heap.audit();
        List<String> problems = new ArrayList<>(audit.problems());
        if (audit.liveBlocks() != 0) {
            problems.add(crew.label() + ": " + audit.liveBlocks() + " blocks are live at the end");
        }
        return problems;
    }
}
