package org.pinfold.protocol;

import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.pinfold.specs.ModelComparison.Call;
import org.pinfold.specs.ModelComparison.Step;
import org.pinfold.specs.ModelComparison.Transition;
import org.pinfold.specs.StateGraph.Edge;
import org.pinfold.specs.TlaValue;

/** {@link BatchRefill} and {@code specs/BatchRefill.tla}. */
class BatchRefillModelTest extends ModelTest {
    /** As in the configuration. */
    private static final long CAPACITY = 3;
    private static final long WANT = 2;

    BatchRefillModelTest() {
        super(BatchRefill.class, SlabWord.REFUSED, 106);
    }

    @Override
    Map<String, Transition> functions() {
        return SlabWordInModel.functions();
    }

    @Override
    Stream<Step> steps(Edge edge) {
        if (!edge.changes("word")) {
            return Stream.empty();
        }
        Object thread = edge.changedAt("pc").orElseThrow();
        String operation = edge.before().at("pc").at(thread).name();
        TlaValue chain = edge.before().at("chain").at(thread);
        Call call = operation.equals("push")
                ? push(edge.before(), chain.at(1L).number(), chain.domain().size()) : call(operation, edge.before());
        return Stream.of(call.to(SlabWordInModel.word(edge.after())));
    }

    /** Anybody may do anything; blocks are pushed by whoever has them, or claims to have more than there are. */
    @Override
    Stream<Call> calls(TlaValue state) {
        Set<Object> users = state.at("users").set();
        Stream<Call> pushes = users.stream().flatMap(first -> LongStream.of(0, 1, 2, CAPACITY + 1).boxed()
                .filter(blocks -> blocks <= users.size() || blocks > CAPACITY)
                .map(blocks -> push(state, (Long) first, blocks)));
        return Stream.concat(pushes,
                Stream.of("hold", "refill", "unhold", "retire").map(operation -> call(operation, state)));
    }

    private static Call push(TlaValue state, long head, long blocks) {
        return Call.of("nextPush", SlabWordInModel.word(state), head, blocks);
    }

    private static Call call(String operation, TlaValue state) {
        return SlabWordInModel.call(operation, SlabWordInModel.word(state), CAPACITY, WANT);
    }
}
