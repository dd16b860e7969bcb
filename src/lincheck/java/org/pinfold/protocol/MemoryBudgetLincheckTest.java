package org.pinfold.protocol;

import java.util.Arrays;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.pinfold.lincheck.ProtocolCheck;
import org.pinfold.specs.sequential.MemoryBudgetSpecification;

/**
 * A budget of ten, of which threads take and give back a few, themselves or by way of two children.
 *
 * <p>Two things here are narrower than the class, because what it promises otherwise is less than linearizable. The
 * children's own limits are wide: a narrow one may refuse for the sake of a take that the parent refuses afterwards.
 * And the limit is raised only: a take that overlaps its lowering may be judged by the old one.
 */
class MemoryBudgetLincheckTest extends ProtocolCheck {
    MemoryBudgetLincheckTest() {
        super(Operations.class, Broken.class, MemoryBudgetSpecification.class);
    }

    /** Nothing is in use. */
    public static class Operations {
        private static final int RAISED = 14;
        private static final int WIDE = 1_000;

        final MemoryBudget parent = new MemoryBudget(10);
        /** The budgets by which one can take: two children, and the parent itself. */
        private final MemoryBudget[] ways = {new MemoryBudget(WIDE, parent), new MemoryBudget(WIDE, parent), parent};
        /** What each thread has, way and amount in one number. */
        private final Hand[] taken = Hand.ofThreads();

        @Operation
        public boolean tryTake(@Param(gen = IntGen.class, conf = "3:7") int amount,
                @Param(gen = ThreadIdGen.class) int thread) {
            return tryTake(2, amount, thread);
        }

        @Operation
        public boolean tryTakeByChild(@Param(gen = IntGen.class, conf = "0:1") int child,
                @Param(gen = IntGen.class, conf = "3:7") int amount, @Param(gen = ThreadIdGen.class) int thread) {
            return tryTake(child, amount, thread);
        }

        @Operation
        public int giveBack(@Param(gen = ThreadIdGen.class) int thread) {
            if (taken[thread].size() == 0) {
                return 0;
            }
            int thing = taken[thread].take();
            ways[thing % ways.length].giveBack(thing / ways.length);
            return thing / ways.length;
        }

        @Operation
        public void raiseLimit() {
            parent.setLimit(RAISED);
        }

        @Operation
        public long used() {
            return parent.used();
        }

        /** At rest each child has in use what was taken by way of it, and the parent the sum. */
        @Validate
        public void nothingIsLost() {
            long[] expected = new long[ways.length];
            for (Hand hand : taken) {
                while (hand.size() > 0) {
                    int thing = hand.take();
                    expected[thing % ways.length] += thing / ways.length;
                }
            }
            boolean kept = ways[0].used() == expected[0] && ways[1].used() == expected[1];
            if (!kept || parent.used() != expected[0] + expected[1] + expected[2]) {
                throw new IllegalStateException("in use " + ways[0].used() + " and " + ways[1].used() + " of "
                        + parent.used() + ", but taken " + Arrays.toString(expected));
            }
        }

        boolean tryTake(MemoryBudget budget, int amount) {
            return budget.tryTake(amount);
        }

        private boolean tryTake(int way, int amount, int thread) {
            boolean granted = tryTake(ways[way], amount);
            if (granted) {
                taken[thread].add(amount * ways.length + way);
            }
            return granted;
        }
    }

    /** Takes in two steps, and gives the first back if the second fails: others find less than there is. */
    public static class Broken extends Operations {
        @Override
        boolean tryTake(MemoryBudget budget, int amount) {
            if (!budget.tryTake(amount / 2)) {
                return false;
            }
            boolean rest = budget.tryTake(amount - amount / 2);
            if (!rest) {
                budget.giveBack(amount / 2);
            }
            return rest;
        }
    }
}
