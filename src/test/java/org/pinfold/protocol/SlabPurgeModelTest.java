package org.pinfold.protocol;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.pinfold.specs.ModelComparison.Call;
import org.pinfold.specs.ModelComparison.Step;
import org.pinfold.specs.ModelComparison.Transition;
import org.pinfold.specs.StateGraph.Edge;
import org.pinfold.specs.TlaValue;

/** {@link SlabPurge} and {@code specs/SlabPurge.tla}, with all that others do to the word meanwhile. */
class SlabPurgeModelTest extends ModelTest {
    /** As in the configuration. */
    private static final long CAPACITY = 3;
    private static final long WANT = 2;

    SlabPurgeModelTest() {
        super(SlabPurge.class, SlabWord.REFUSED, 157);
    }

    @Override
    Map<String, Transition> functions() {
        Map<String, Transition> functions = new HashMap<>(SlabWordInModel.functions());
        functions.put("nextTake", (word, of) -> SlabPurge.nextTake(word, (int) of[0], of[1] != 0));
        return functions;
    }

    @Override
    Stream<Step> steps(Edge edge) {
        if (!edge.changes("word")) {
            return Stream.empty();
        }
        Stream<Call> calls = edge.changedAt("pc").map(thread -> callsOf(thread, edge))
                .orElseGet(() -> Stream.of(call(edge.action().toLowerCase(Locale.ROOT), edge.before())));
        return calls.map(call -> call.to(SlabWordInModel.word(edge.after())));
    }

    /** A take where nothing is left to carve is two calls: the model does not say whether the rest is wanted. */
    private static Stream<Call> callsOf(Object thread, Edge edge) {
        TlaValue state = edge.before();
        if (!edge.action().equals("TakeStep")) {
            return Stream.of(push(state, state.at("chains").at(thread).at(1L)));
        }
        boolean rest = state.at("pc").at(thread).isOneOf("takeAll");
        return state.at("word").at("carved").number() == CAPACITY
                ? Stream.of(take(state, false), take(state, true)) : Stream.of(take(state, rest));
    }

    /** Anybody may do anything; blocks are pushed by whoever has them, or claims to have more than there are. */
    @Override
    Stream<Call> calls(TlaValue state) {
        Set<Object> users = state.at("users").set();
        Stream<Call> pushes = users.stream().flatMap(first -> LongStream.of(0, 1, 2, CAPACITY + 1).boxed()
                .filter(blocks -> blocks <= users.size() || blocks > CAPACITY)
                .map(blocks -> push(state, (Long) first, blocks)));
        TlaValue pc = state.at("pc");
        Stream<Call> home = pc.domain().stream().filter(thread -> pc.at(thread).isOneOf("home", "push"))
                .map(thread -> push(state, state.at("chains").at(thread).at(1L)));
        Stream<Call> others = Stream.of("hold", "refill", "unhold", "retire").map(name -> call(name, state));
        return Stream.of(pushes, home, others, Stream.of(take(state, false), take(state, true)))
                .flatMap(calls -> calls);
    }

    private static Call take(TlaValue state, boolean rest) {
        return Call.of("nextTake", SlabWordInModel.word(state), CAPACITY, rest ? 1 : 0);
    }

    private static Call push(TlaValue state, TlaValue chain) {
        return push(state, chain.at(1L).number(), chain.domain().size());
    }

    private static Call push(TlaValue state, long head, long blocks) {
        return Call.of("nextPush", SlabWordInModel.word(state), head, blocks);
    }

    private static Call call(String operation, TlaValue state) {
        return SlabWordInModel.call(operation, SlabWordInModel.word(state), CAPACITY, WANT);
    }
}
