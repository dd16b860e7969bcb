package org.pinfold.check;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * Threads free the same blocks, and nobody allocates meanwhile. Public for Lincheck alone.
 *
 * @hidden
 */
@Param(name = "block", gen = IntGen.class, conf = "0:1")
public class SecondFreeOperations {
    static final int BLOCKS = 2;

    private final Subject<Object> subject = LincheckRun.newSubject();
    private final List<Object> blocks = new ArrayList<>();

    /** Allocates the blocks. */
    public SecondFreeOperations() {
        for (int i = 0; i < BLOCKS; i++) {
            blocks.add(subject.allocate(LincheckRun.promises().leastSize()));
        }
    }

    /**
     * Frees one of the blocks, be it the first time or not.
     *
     * @param block the number of one
     * @return what the subject answered
     */
    @Operation
    public String free(@Param(name = "block") int block) {
        return (subject.free(blocks.get(block)) ? Answer.FREED : Answer.REFUSED).toString();
    }

    /** At the end of each execution; what frees have broken, the races look for. */
    @Validate
    public void end() {
        LincheckRun.close(subject);
    }
}
