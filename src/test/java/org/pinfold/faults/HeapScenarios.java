package org.pinfold.faults;

import java.util.List;
import java.util.function.Consumer;
import org.pinfold.ExperimentalHeaps;
import org.pinfold.Heap;
import org.pinfold.heap.Passes;

import static org.pinfold.faults.StepScenario.LARGE;
import static org.pinfold.faults.StepScenario.MID;
import static org.pinfold.faults.StepScenario.SMALL;

/** Caches that come and go, upkeep, and the heap's own beginning and end. */
final class HeapScenarios {
    /** The victim has something of everything in its cache. */
    private static final Consumer<Stage> STOCKED = stage -> {
        stage.victim().malloc(SMALL, 24);
        stage.victim().malloc(MID, 5);
        stage.victim().malloc(LARGE);
        stage.victim().free(15);
    };

    private HeapScenarios() {
    }

    static List<StepScenario> all() {
        return List.of(
                // The table of caches grows.
                new StepScenario("cache-collides").colliding().before(stage -> stage.other().malloc(SMALL))
                        .act(stage -> stage.victim().malloc(SMALL)),

                new StepScenario("cache-inherited").before(stage -> stage.byDead(() -> {
                    stage.other().malloc(SMALL, 20);
                    stage.other().free(16);
                })).act(stage -> stage.victim().malloc(SMALL)),

                new StepScenario("cache-swept").before(stage -> stage.byDead(() -> {
                    stage.other().malloc(SMALL, 20);
                    stage.other().malloc(LARGE);
                    stage.other().free(16);
                })).prepare(stage -> {
                    stage.byDead(() -> stage.other().freeAll());
                    stage.victim().malloc(SMALL);
                }).act(stage -> stage.victim().malloc(MID)).bytesInHand(LARGE),

                new StepScenario("flush").prepare(STOCKED)
                        .act(stage -> stage.victim().attempt(stage.heap()::flushThreadCache)).bytesInHand(LARGE),

                new StepScenario("trim").before(stage -> {
                    stage.other().malloc(SMALL, 20);
                    stage.other().free(18);
                }).prepare(STOCKED).act(stage -> stage.victim().attempt(stage.heap()::trim)).bytesInHand(LARGE),

                // Pages of free blocks and units go back.
                new StepScenario("pass").before(stage -> {
                    stage.other().malloc(SMALL, 20);
                    stage.other().malloc(LARGE, 3);
                    stage.other().thin();
                    stage.heap().flushThreadCache();
                    Passes.make(ExperimentalHeaps.core(stage.heap()));
                }).act(stage -> stage.victim().attempt(() -> Passes.make(ExperimentalHeaps.core(stage.heap())))),

                new StepScenario("looks").prepare(stage -> stage.victim().malloc(SMALL, 3)).act(stage -> {
                    stage.victim().attempt(stage.heap()::stats);
                    stage.victim().attempt(stage.heap()::audit);
                }),

                new StepScenario("child").prepare(stage -> stage.victim().malloc(SMALL)).act(stage ->
                        stage.victim().attempt(() -> {
                            Heap child = Heap.builder().parent(stage.heap()).maintenance(false).build();
                            stage.mustClose(child);
                            User of = stage.victim().of(child);
                            of.malloc(SMALL, 2);
                            of.free();
                            child.close();
                        })).after(Stage::closeChild),

                new StepScenario("close").closing().prepare(stage -> {
                    stage.victim().malloc(SMALL, 3);
                    stage.victim().free(2);
                }).act(stage -> stage.victim().attempt(stage::close)));
    }
}
