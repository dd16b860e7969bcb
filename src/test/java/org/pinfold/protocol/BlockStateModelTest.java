package org.pinfold.protocol;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pinfold.specs.ModelComparison.Call;
import org.pinfold.specs.ModelComparison.Step;
import org.pinfold.specs.ModelComparison.Transition;
import org.pinfold.specs.StateGraph.Edge;
import org.pinfold.specs.TlaValue;

/**
 * {@link BlockState} and {@code specs/BlockState.tla}: one block, of a kind that the model leaves open. The operations
 * are compared together with the functions, as some write their transition out.
 */
class BlockStateModelTest extends ModelTest {
    private static final int KIND = 6;

    BlockStateModelTest() {
        super(BlockState.class, BlockState.REFUSED, 20);
    }

    @Override
    Map<String, Transition> functions() {
        return Map.of(
                "nextCarve", (state, of) -> BlockState.nextCarve((byte) state, KIND),
                "nextAllocate", (state, of) -> BlockState.nextAllocate((byte) state, KIND),
                "nextFree", (state, of) -> BlockState.nextFree((byte) state),
                "nextGoHome", (state, of) -> BlockState.nextGoHome((byte) state, KIND),
                "nextTake", (state, of) -> BlockState.nextTake((byte) state, KIND),
                "carve", (state, of) -> run(state, states -> BlockState.carve(states, 0, KIND)),
                "allocate", (state, of) -> run(state, states -> BlockState.allocate(states, 0, KIND)),
                "free", (state, of) -> run(state, states -> BlockState.free(states, 0) == KIND),
                "freeExactly", (state, of) -> run(state, states -> BlockState.freeExactly(states, 0) == KIND),
                "goHome", (state, of) -> run(state, states -> BlockState.goHome(states, 0, KIND)));
    }

    /** What an operation makes of a block in this state. */
    private static long run(long state, Predicate<byte[]> operation) {
        byte[] states = {(byte) state};
        if (operation.test(states)) {
            return states[0];
        }
        return states[0] == state ? BlockState.REFUSED : NEVER;
    }

    @Override
    Stream<Step> steps(Edge edge) {
        if (edge.action().endsWith("Store")) {
            Object thread = edge.changedAt("pc").orElseThrow();
            return calls(edge.action(), state(edge.before().at("seen").at(thread)))
                    .map(call -> call.to(state(edge.after().at("state"))));
        }
        // Without a store to follow, the load has refused.
        boolean refused = edge.action().endsWith("Load") && edge.changedAt("pc")
                .filter(thread -> edge.after().at("pc").at(thread).isOneOf("allocate", "free", "goHome", "take"))
                .isEmpty();
        return refused ? calls(edge.action(), state(edge.before().at("state")))
                .map(call -> call.to(BlockState.REFUSED)) : Stream.empty();
    }

    /** Anybody may try anything. */
    @Override
    Stream<Call> calls(TlaValue model) {
        return functions().keySet().stream().map(function -> Call.of(function, state(model.at("state"))));
    }

    private static Stream<Call> calls(String action, long state) {
        List<String> functions = switch (action) {
            case "CarveStore" -> List.of("nextCarve", "carve");
            case "AllocateLoad", "AllocateStore" -> List.of("nextAllocate", "allocate");
            case "FreeLoad", "FreeStore" -> List.of("nextFree", "free", "freeExactly");
            case "GoHomeLoad", "GoHomeStore" -> List.of("nextGoHome", "goHome");
            default -> List.of("nextTake");
        };
        return functions.stream().map(function -> Call.of(function, state));
    }

    private static long state(TlaValue state) {
        return switch (state.name()) {
            case "UNCARVED" -> BlockState.UNCARVED;
            case "CACHED" -> -KIND;
            case "ALLOCATED" -> KIND;
            default -> BlockState.IN_SLAB;
        };
    }
}
