package org.pinfold.faults;

import java.util.List;
import org.pinfold.ExperimentalHeaps;
import org.pinfold.heap.Stopped;

import static org.pinfold.faults.StepScenario.LARGE;
import static org.pinfold.faults.StepScenario.MID;
import static org.pinfold.faults.StepScenario.SMALL;

/** Blocks of classes: where they come from, and where they go. */
final class BlockScenarios {
    private BlockScenarios() {
    }

    static List<StepScenario> all() {
        return List.of(
                new StepScenario("malloc-hit").prepare(stage -> {
                    stage.victim().malloc(SMALL);
                    stage.victim().free();
                }).act(stage -> stage.victim().malloc(SMALL)),

                // From the hot magazine, then the spare one, then a slab.
                new StepScenario("malloc-refill").prepare(stage -> {
                    stage.victim().malloc(SMALL, 24);
                    stage.victim().free(24);
                    stage.victim().malloc(SMALL, 4);
                }).act(stage -> stage.victim().malloc(SMALL, 16)),

                new StepScenario("malloc-adopts").before(stage -> {
                    stage.other().malloc(SMALL, 8);
                    stage.other().free(3);
                    stage.heap().flushThreadCache();
                }).prepare(stage -> stage.heap().flushThreadCache()).act(stage -> stage.victim().malloc(SMALL)),

                new StepScenario("malloc-forms").prepare(stage -> stage.victim().malloc(MID))
                        .act(stage -> stage.victim().malloc(SMALL)),

                // A thread's first call, in a heap that has nothing.
                new StepScenario("malloc-opens").act(stage -> stage.victim().malloc(SMALL)),

                new StepScenario("free-hit").prepare(stage -> {
                    stage.victim().malloc(SMALL, 2);
                    stage.victim().free();
                }).act(stage -> stage.victim().free()),

                new StepScenario("free-flushes").prepare(stage -> {
                    stage.victim().malloc(SMALL, 30);
                    stage.victim().free(4);
                }).act(stage -> stage.victim().free(24)),

                // The last blocks come home of slabs that another thread holds, and the last slab leaves its superslab.
                new StepScenario("free-retires").before(stage -> {
                    stage.other().malloc(MID, 7);
                    stage.heap().flushThreadCache();
                }).prepare(stage -> stage.victim().adopt(stage.other())).act(stage -> {
                    stage.victim().freeAll();
                    stage.victim().attempt(stage.heap()::flushThreadCache);
                }),

                new StepScenario("realloc-moves").prepare(stage -> stage.victim().malloc(SMALL)).act(stage -> {
                    stage.victim().realloc(MID);
                    stage.victim().realloc(SMALL);
                }),

                new StepScenario("realloc-segment").act(stage -> {
                    stage.victim().resegment(SMALL, MID);
                    stage.victim().resegment(MID, SMALL);
                    stage.victim().resegment(LARGE, 2 * LARGE);
                    stage.victim().resegment(LARGE, SMALL);
                }).bytesInHand(3 * LARGE),

                new StepScenario("calloc").prepare(stage -> {
                    stage.victim().malloc(SMALL);
                    stage.victim().free();
                }).act(stage -> {
                    stage.victim().calloc(SMALL);
                    stage.victim().aligned(MID, SMALL);
                    stage.victim().calloc(LARGE);
                }).bytesInHand(LARGE),

                new StepScenario("in-bulk").act(stage -> {
                    stage.victim().bulk(SMALL, 6);
                    stage.victim().prewarm(MID, 3);
                    stage.victim().segment(SMALL);
                    stage.victim().free();
                }),

                new StepScenario("shared").prepare(stage -> stage.victim().malloc(SMALL)).act(stage ->
                        stage.victim().shared(SMALL)),

                // A free has to find its block in a map, for which it may need room on the Java heap.
                new StepScenario("guarded").options(() -> StepScenario.usual().guardPages(true)).act(stage -> {
                    stage.victim().malloc(LARGE, 2);
                    stage.victim().calloc(LARGE);
                    stage.victim().attempt(() -> stage.victim().free(2));
                }).bytesInHand(3 * LARGE),

                new StepScenario("virtual").virtual().prepare(stage -> {
                    stage.victim().malloc(SMALL, 6);
                    stage.victim().free(2);
                }).act(stage -> {
                    stage.victim().malloc(SMALL, 10);
                    stage.victim().free(14);
                    stage.victim().malloc(LARGE);
                    stage.victim().free();
                }).bytesInHand(LARGE),

                // With all stripes claimed by others who never come back.
                new StepScenario("virtual-shares").virtual()
                        .before(stage -> Stopped.claimStripes(ExperimentalHeaps.core(stage.heap())))
                        .act(stage -> {
                            stage.victim().malloc(SMALL, 5);
                            stage.victim().free(3);
                        }));
    }
}
