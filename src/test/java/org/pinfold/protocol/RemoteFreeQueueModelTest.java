package org.pinfold.protocol;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.pinfold.specs.ModelComparison.Call;
import org.pinfold.specs.ModelComparison.Step;
import org.pinfold.specs.ModelComparison.Transition;
import org.pinfold.specs.StateGraph.Edge;
import org.pinfold.specs.TlaValue;

/** {@link RemoteFreeQueue} and {@code specs/RemoteFreeQueue.tla}, whose holder does not retire. */
class RemoteFreeQueueModelTest extends ModelTest {
    /** As in the model: capacity, want, and whose blocks are whose. */
    private static final long CAPACITY = 4;
    private static final long WANT = 1;
    private static final Map<Object, List<Long>> OWN = Map.of(1L, List.of(0L, 1L), 2L, List.of(2L), 3L, List.of(3L));

    RemoteFreeQueueModelTest() {
        super(RemoteFreeQueue.class, SlabWord.REFUSED, 61);
    }

    @Override
    Map<String, Transition> functions() {
        Map<String, Transition> functions = new HashMap<>(SlabWordInModel.functions());
        functions.remove("nextRetire");
        return functions;
    }

    @Override
    Stream<Step> steps(Edge edge) {
        if (!edge.changes("word")) {
            return Stream.empty();
        }
        Call call = edge.changedAt("pc").map(OWN::get)
                .map(own -> push(edge.before(), own.getFirst(), own.size()))
                .orElseGet(() -> call(edge.before().at("hpc").name(), edge.before()));
        return Stream.of(call.to(SlabWordInModel.word(edge.after())));
    }

    /** Pushers push their own blocks while these are out, or claim to have more than there are. */
    @Override
    Stream<Call> calls(TlaValue state) {
        Set<Object> out = state.at("out").set();
        Stream<Call> pushes = OWN.values().stream().filter(out::containsAll).flatMap(own ->
                LongStream.of(0, own.size(), CAPACITY + 1).mapToObj(blocks -> push(state, own.getFirst(), blocks)));
        return Stream.concat(pushes,
                Stream.of("hold", "refill", "unhold").map(operation -> call(operation, state)));
    }

    private static Call push(TlaValue state, long head, long blocks) {
        return Call.of("nextPush", SlabWordInModel.word(state), head, blocks);
    }

    private static Call call(String operation, TlaValue state) {
        return SlabWordInModel.call(operation, SlabWordInModel.word(state), CAPACITY, WANT);
    }
}
