package org.pinfold.protocol;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who has a block: every operation for every kind, at every value that a byte can have. */
class BlockStateTest {
    private static final int KINDS = BlockState.MAX_KIND;
    /** All values of a byte, for each kind and each of the five operations. */
    private static final int STEPS = 256 * KINDS * 5;
    private static final byte U = BlockState.UNCARVED;
    private static final byte S = BlockState.IN_SLAB;

    private enum Operation { CARVE, ALLOCATE, FREE, GO_HOME, TAKE }

    /** The transitions under test. */
    private interface Transitions {
        int next(Operation operation, byte state, int kind);
    }

    /** An operation on an array of states. */
    private interface Step {
        boolean apply(byte[] states, int block, int kind);
    }

    /** The arrows of the picture; what is not here is refused. */
    private static int expected(Operation operation, byte state, int kind) {
        int cached = -kind;
        return switch (operation) {
            case CARVE -> state == U ? cached : BlockState.REFUSED;
            case ALLOCATE -> state == cached ? kind : BlockState.REFUSED;
            case FREE -> state >= 1 ? -state : BlockState.REFUSED;
            case GO_HOME -> state == cached ? S : BlockState.REFUSED;
            case TAKE -> state == S ? cached : BlockState.REFUSED;
        };
    }

    @Test
    void everyTransitionOfEveryValueAndKind() {
        assertEquals(STEPS, explore(BlockStateTest::next));
        Exploration.leave(BlockStateTest.class, STEPS);
    }

    @Test
    @Tag("canary")
    void canaryASecondFreeThatSucceedsIsFound() {
        assertThrows(AssertionFailedError.class, () -> explore((operation, state, kind) ->
                operation == Operation.FREE && state == -kind ? state : next(operation, state, kind)));
    }

    @Test
    void fourStatesOfAKindAreReachableAndNoOther() {
        for (int k = 1; k <= KINDS; k++) {
            int kind = k;
            Set<Byte> reachable = Exploration.reachable(U, state -> Stream.of(Operation.values())
                    .map(operation -> next(operation, state, kind))
                    .filter(next -> next != BlockState.REFUSED)
                    .map(Integer::byteValue));
            assertEquals(new HashSet<>(Set.of(U, (byte) kind, (byte) -kind, S)), reachable);
        }
    }

    @Test
    void noStateIsTakenForAnother() {
        assertFalse(BlockState.isAllocated(U) || BlockState.isCached(U));
        assertFalse(BlockState.isAllocated(S) || BlockState.isCached(S));
        for (int kind = 1; kind <= KINDS; kind++) {
            assertTrue(BlockState.isAllocated((byte) kind) && !BlockState.isCached((byte) kind));
            assertTrue(BlockState.isCached((byte) -kind) && !BlockState.isAllocated((byte) -kind));
        }
    }

    private static int next(Operation operation, byte state, int kind) {
        return switch (operation) {
            case CARVE -> BlockState.nextCarve(state, kind);
            case ALLOCATE -> BlockState.nextAllocate(state, kind);
            case FREE -> BlockState.nextFree(state);
            case GO_HOME -> BlockState.nextGoHome(state, kind);
            case TAKE -> BlockState.nextTake(state, kind);
        };
    }

    private static int explore(Transitions transitions) {
        int steps = 0;
        for (Operation operation : Operation.values()) {
            for (int kind = 1; kind <= KINDS; kind++) {
                for (int state = Byte.MIN_VALUE; state <= Byte.MAX_VALUE; state++) {
                    int k = kind;
                    byte before = (byte) state;
                    assertEquals(expected(operation, before, kind), transitions.next(operation, before, kind),
                            () -> operation + " of " + before + " for kind " + k);
                    steps++;
                }
            }
        }
        return steps;
    }

    @Test
    void theArrayTakesTheSameSteps() {
        assertEquals(6 * 256 * KINDS, Stream.of(
                checkArray(Operation.CARVE, BlockState::carve),
                checkArray(Operation.ALLOCATE, BlockState::allocate),
                checkArray(Operation.FREE,
                        (states, block, kind) -> freed(states, block, BlockState.free(states, block))),
                checkArray(Operation.FREE,
                        (states, block, kind) -> freed(states, block, BlockState.freeExactly(states, block))),
                checkArray(Operation.GO_HOME, BlockState::goHome),
                checkArray(Operation.TAKE, BlockState::take)).mapToInt(Integer::intValue).sum());
    }

    /** A free that passes answers the kind, which the mark then has with the other sign. */
    private static boolean freed(byte[] states, int block, int kind) {
        if (kind != BlockState.NOT_ALLOCATED) {
            assertEquals(-kind, states[block]);
        }
        return kind != BlockState.NOT_ALLOCATED;
    }

    /** Every value, between two neighbours that must not change. */
    private static int checkArray(Operation operation, Step step) {
        int steps = 0;
        for (int kind = 1; kind <= KINDS; kind++) {
            for (int state = Byte.MIN_VALUE; state <= Byte.MAX_VALUE; state++) {
                byte before = (byte) state;
                byte[] states = {U, before, S};
                int after = expected(operation, before, kind);
                boolean applies = after != BlockState.REFUSED;
                assertEquals(applies, step.apply(states, 1, kind), () -> operation + " of " + before);
                assertArrayEquals(new byte[] {U, applies ? (byte) after : before, S}, states);
                steps++;
            }
        }
        return steps;
    }
}
