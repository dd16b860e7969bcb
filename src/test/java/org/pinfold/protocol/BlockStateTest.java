package org.pinfold.protocol;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who has a block: every operation at every value that a byte can have. */
class BlockStateTest {
    /** All values of a byte, for each of the five operations. */
    private static final int STEPS = 256 * 5;
    private static final byte U = BlockState.UNCARVED;
    private static final byte N = BlockState.CLEAN;
    private static final byte A = BlockState.ALLOCATED;
    private static final byte C = BlockState.CACHED;
    private static final byte S = BlockState.IN_SLAB;

    /** The arrows of the picture; what is not here is refused. */
    private static final Map<Operation, Map<Byte, Byte>> ARROWS = Map.of(
            Operation.CARVE, Map.of(U, N),
            Operation.ALLOCATE, Map.of(N, A, C, A),
            Operation.FREE, Map.of(A, C),
            Operation.GO_HOME, Map.of(N, S, C, S),
            Operation.TAKE, Map.of(S, C));

    private enum Operation { CARVE, ALLOCATE, FREE, GO_HOME, TAKE }

    /** The transitions under test. */
    private interface Transitions {
        byte next(Operation operation, byte state);
    }

    /** An operation on an array of states. */
    private interface Step {
        boolean apply(byte[] states, int block);
    }

    @Test
    void everyTransitionOfEveryValue() {
        assertEquals(STEPS, explore(BlockStateTest::next));
    }

    @Test
    @Tag("canary")
    void canaryASecondFreeThatSucceedsIsFound() {
        assertThrows(AssertionFailedError.class, () -> explore((operation, state) ->
                operation == Operation.FREE && state == C ? C : next(operation, state)));
    }

    @Test
    void allFiveStatesAreReachableAndNoOther() {
        Set<Byte> reachable = Exploration.reachable(U, state -> ARROWS.values().stream()
                .map(arrows -> Optional.ofNullable(arrows.get(state))).flatMap(Optional::stream));
        assertEquals(Set.of(U, N, A, C, S), reachable);
        assertTrue(reachable.stream().allMatch(state -> state >= 0), "REFUSED is no state");
    }

    @Test
    void blocksInMagazinesAreCleanOrCached() {
        for (byte state : new byte[] {U, N, A, C, S}) {
            assertEquals(state == N || state == C, BlockState.isCached(state));
        }
    }

    private static byte next(Operation operation, byte state) {
        return switch (operation) {
            case CARVE -> BlockState.nextCarve(state);
            case ALLOCATE -> BlockState.nextAllocate(state);
            case FREE -> BlockState.nextFree(state);
            case GO_HOME -> BlockState.nextGoHome(state);
            case TAKE -> BlockState.nextTake(state);
        };
    }

    private static int explore(Transitions transitions) {
        int steps = 0;
        for (Operation operation : Operation.values()) {
            for (int state = Byte.MIN_VALUE; state <= Byte.MAX_VALUE; state++) {
                byte before = (byte) state;
                byte expected = ARROWS.get(operation).getOrDefault(before, BlockState.REFUSED);
                assertEquals(expected, transitions.next(operation, before), () -> operation + " of " + before);
                steps++;
            }
        }
        return steps;
    }

    @Test
    void theArrayTakesTheSameSteps() {
        assertEquals(6 * 5, Stream.of(
                checkArray(Operation.CARVE, BlockState::carve),
                checkArray(Operation.ALLOCATE, BlockStateTest::allocate),
                checkArray(Operation.FREE, BlockState::free),
                checkArray(Operation.FREE, BlockState::freeExactly),
                checkArray(Operation.GO_HOME, BlockState::goHome),
                checkArray(Operation.TAKE, BlockState::take)).mapToInt(Integer::intValue).sum());
    }

    private static boolean allocate(byte[] states, int block) {
        byte before = states[block];
        assertEquals(before, BlockState.allocate(states, block));
        return before == N || before == C;
    }

    /** Every state, between two neighbours that must not change. */
    private static int checkArray(Operation operation, Step step) {
        int steps = 0;
        for (byte before : new byte[] {U, N, A, C, S}) {
            byte[] states = {A, before, C};
            Byte after = ARROWS.get(operation).get(before);
            assertEquals(after != null, step.apply(states, 1), () -> operation + " of " + before);
            assertArrayEquals(new byte[] {A, after == null ? before : after, C}, states);
            steps++;
        }
        return steps;
    }
}
