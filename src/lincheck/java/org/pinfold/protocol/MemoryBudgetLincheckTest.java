package org.pinfold.protocol;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.pinfold.lincheck.ProtocolCheck;
import org.pinfold.specs.sequential.MemoryBudgetSpecification;

/** A budget of ten, of which threads take and give back a few. */
class MemoryBudgetLincheckTest extends ProtocolCheck {
    MemoryBudgetLincheckTest() {
        super(Operations.class, Broken.class, MemoryBudgetSpecification.class);
    }

    /** Nothing is in use. */
    public static class Operations {
        final MemoryBudget budget = new MemoryBudget(10);

        @Operation
        public boolean tryTake(@Param(gen = IntGen.class, conf = "3:7") int amount) {
            return budget.tryTake(amount);
        }

        @Operation
        public boolean giveBack(@Param(gen = IntGen.class, conf = "3:7") int amount) {
            try {
                budget.giveBack(amount);
                return true;
            } catch (IllegalStateException expected) {
                return false;
            }
        }

        @Operation
        public long used() {
            return budget.used();
        }
    }

    /** Takes in two steps, and gives the first back if the second fails: others find less than there is. */
    public static class Broken extends Operations {
        @Override
        public boolean tryTake(int amount) {
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
