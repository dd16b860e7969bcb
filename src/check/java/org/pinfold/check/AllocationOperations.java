package org.pinfold.check;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * What threads do with a subject under Lincheck: allocate, free, and pass blocks on by a table, so that they also free
 * what others have allocated. Public for Lincheck alone.
 *
 * @hidden
 */
public class AllocationOperations {
    private final Subject<Object> subject = LincheckRun.newSubject();
    private final int size = LincheckRun.promises().leastSize();
    private final Hands hands = new Hands(subject, LincheckRun.promises());

    /** Lays a block on the table, for whoever comes first. */
    public AllocationOperations() {
        for (int i = 0; i < LincheckRun.ON_TABLE; i++) {
            hands.received(LincheckRun.TABLE, subject.allocate(size));
            hands.layDown(LincheckRun.TABLE);
        }
    }

    /**
     * Takes a block.
     *
     * @param thread the number of the one that calls
     * @return what came of it
     */
    @Operation
    public String allocate(@Param(gen = ThreadIdGen.class) int thread) {
        return hands.received(thread, subject.allocate(size));
    }

    /**
     * Frees the block that the thread took last.
     *
     * @param thread the number of the one that calls
     * @return what came of it
     */
    @Operation
    public String free(@Param(gen = ThreadIdGen.class) int thread) {
        Holding<Object> holding = hands.letGo(thread);
        if (holding == null) {
            return LincheckRun.answer(Answer.NOTHING);
        }
        String wrong = hands.wrong(holding);
        boolean freed = subject.free(holding.block());
        return wrong != null ? wrong : hands.freed(holding, freed);
    }

    /**
     * Lays a block on the table.
     *
     * @param thread the number of the one that calls
     * @return what came of it
     */
    @Operation
    public String layDown(@Param(gen = ThreadIdGen.class) int thread) {
        return hands.layDown(thread);
    }

    /**
     * Takes a block from the table.
     *
     * @param thread the number of the one that calls
     * @return what came of it
     */
    @Operation
    public String pickUp(@Param(gen = ThreadIdGen.class) int thread) {
        return hands.pickUp(thread);
    }

    /** At the end. */
    @Validate
    public void nothingIsLost() {
        hands.expectNothingLost();
    }
}
