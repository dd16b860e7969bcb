package org.pinfold.protocol;

import java.util.Map;
import java.util.stream.Stream;
import org.pinfold.specs.ModelComparison.Call;
import org.pinfold.specs.ModelComparison.Step;
import org.pinfold.specs.ModelComparison.Transition;
import org.pinfold.specs.StateGraph.Edge;
import org.pinfold.specs.TlaValue;

/** {@link HeapGate} and {@code specs/HeapGate.tla}: the same fields, packed here. */
class HeapGateModelTest extends ModelTest {
    HeapGateModelTest() {
        super(HeapGate.class, HeapGate.REFUSED, 20);
    }

    @Override
    Map<String, Transition> functions() {
        return Map.of(
                "nextEnter", (word, of) -> HeapGate.nextEnter(word),
                "nextExit", (word, of) -> HeapGate.nextExit(word),
                "nextClose", (word, of) -> HeapGate.nextClose(word));
    }

    @Override
    Stream<Step> steps(Edge edge) {
        if (!edge.changes("word") && !isRefusal(edge)) {
            return Stream.empty();
        }
        Call call = Call.of("next" + edge.action().replaceFirst("(Load|Cas)$", ""), word(edge.before()));
        return Stream.of(call.to(edge.changes("word") ? word(edge.after()) : HeapGate.REFUSED));
    }

    /** No more operations are in flight than there are threads. */
    @Override
    Stream<Call> calls(TlaValue state) {
        long word = word(state);
        Stream<Call> always = Stream.of(Call.of("nextExit", word), Call.of("nextClose", word));
        boolean mayEnter = HeapGate.inFlight(word) < state.at("pc").domain().size();
        return mayEnter ? Stream.concat(always, Stream.of(Call.of("nextEnter", word))) : always;
    }

    private static long word(TlaValue state) {
        TlaValue word = state.at("word");
        int gate = switch (word.at("state").name()) {
            case "OPEN" -> HeapGate.OPEN;
            case "CLOSING" -> HeapGate.CLOSING;
            default -> HeapGate.CLOSED;
        };
        return HeapGate.pack(gate, word.at("inFlight").number());
    }
}
