package org.pinfold.faults;

import java.util.List;
import org.pinfold.Heap;

import static org.pinfold.faults.StepScenario.LARGE;
import static org.pinfold.faults.StepScenario.SMALL;

/** Blocks in units and in superslabs, and where these come from. */
final class RunScenarios {
    private RunScenarios() {
    }

    static List<StepScenario> all() {
        return List.of(
                // In hand are the one that is freed and one that has to go for it.
                new StepScenario("large").act(stage -> {
                    stage.victim().malloc(LARGE, 3);
                    stage.victim().free(3);
                    stage.victim().malloc(LARGE);
                }).bytesInHand(2 * LARGE),

                new StepScenario("huge").aligned(8 << 20).prepare(stage -> stage.victim().malloc(SMALL)).act(stage -> {
                    stage.victim().malloc(9 << 20);
                    stage.victim().free(2);
                    stage.victim().aligned(8 << 20, 5 << 20);
                }).bytesInHand(9 << 20).superslabsInHand(3),

                new StepScenario("realloc-in-place").prepare(stage -> stage.victim().malloc(4 << 20)).act(stage -> {
                    stage.victim().realloc(6 << 20);
                    stage.victim().realloc(7 << 20);
                    stage.victim().realloc(LARGE);
                }).bytesInHand(7 << 20).superslabsInHand(2),

                // More than the limit allows, after all has been tried.
                new StepScenario("limit").options(() -> Heap.builder().limit(8 << 20)).before(stage -> {
                    stage.other().malloc(SMALL, 6);
                    stage.other().free(5);
                }).prepare(stage -> {
                    stage.victim().malloc(SMALL, 6);
                    stage.victim().free(4);
                    stage.victim().malloc(3 << 20);
                }).act(stage -> stage.victim().malloc(5 << 20)).roomForOthers(0),

                // The limit is raised beyond what there are addresses for; the victim may have all new ones in hand.
                new StepScenario("reserves").options(() -> Heap.builder().limit(8 << 20)).before(stage -> {
                    stage.heap().setLimit(64 << 20);
                    stage.other().malloc(4 << 20, 4);
                }).act(stage -> stage.victim().malloc(SMALL)).roomForOthers(0));
    }
}
