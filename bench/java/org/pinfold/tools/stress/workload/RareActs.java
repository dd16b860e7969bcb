package org.pinfold.tools.stress.workload;

import java.util.function.Consumer;
import org.pinfold.tools.oracle.RetiredPins;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.Violations;

/** What happens seldom beside the operations on blocks: memory is given back, walked over, used by a new thread. */
final class RareActs {
    private static final int KINDS = 16;
    /** Of those that walk over the whole heap. */
    private static final int WALKS_ONE_IN = 8;
    private static final int STEPS_A_LIFE = 100;

    private final Target target;
    private final RetiredPins pins;
    private final Violations violations;
    private final Consumer<Worker> step;

    /** With this for a step in the life of a thread. */
    RareActs(Fixture fixture, Consumer<Worker> step) {
        target = fixture.target();
        pins = fixture.pins();
        violations = fixture.violations();
        this.step = step;
    }

    void one(Worker worker) throws InterruptedException {
        switch (worker.below(KINDS)) {
            case 0, 1, 2 -> target.flushThreadCache();
            case 3, 4, 5 -> pins.look(target.stats());
            case 6, 7, 8 -> pins.retireSome(target);
            case 9, 10, 11 -> live(Thread.ofPlatform(), worker);
            case 12, 13, 14 -> live(Thread.ofVirtual(), worker);
            default -> {
                if (worker.oneIn(WALKS_ONE_IN)) {
                    pins.lookAndWalk(target);
                } else {
                    target.trim();
                }
            }
        }
    }

    /** A thread does some of the worker's steps and dies. */
    private void live(Thread.Builder kind, Worker worker) throws InterruptedException {
        kind.start(() -> violations.guard(() -> {
            for (int i = 0; i < STEPS_A_LIFE; i++) {
                step.accept(worker);
            }
        })).join();
    }
}
