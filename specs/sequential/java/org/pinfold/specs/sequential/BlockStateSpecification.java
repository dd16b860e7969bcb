package org.pinfold.specs.sequential;

import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;

/** Two blocks, each with a user, in one thread's magazine or at home. */
public class BlockStateSpecification {
    private static final int NOTHING = -1;

    private final boolean[] withUser = {true, true};
    private final boolean[] home = new boolean[2];
    private final List<ArrayDeque<Integer>> magazines = Stream.generate(ArrayDeque<Integer>::new).limit(8).toList();

    public boolean free(int block, int thread) {
        if (!withUser[block]) {
            return false;
        }
        withUser[block] = false;
        magazines.get(thread).push(block);
        return true;
    }

    public int allocate(int thread) {
        return move(thread, withUser);
    }

    public int goHome(int thread) {
        return move(thread, home);
    }

    public int take(int thread) {
        int taken = 0;
        for (int block = 0; block < home.length; block++) {
            if (home[block]) {
                home[block] = false;
                magazines.get(thread).push(block);
                taken += 1 << block;
            }
        }
        return taken;
    }

    private int move(int thread, boolean[] place) {
        if (magazines.get(thread).isEmpty()) {
            return NOTHING;
        }
        int block = magazines.get(thread).pop();
        place[block] = true;
        return block;
    }
}
