package org.pinfold.protocol;

import java.util.Map;
import java.util.stream.Stream;
import org.pinfold.specs.ModelComparison.Call;
import org.pinfold.specs.ModelComparison.Step;
import org.pinfold.specs.ModelComparison.Transition;
import org.pinfold.specs.StateGraph.Edge;
import org.pinfold.specs.TlaValue;

/** {@link PinGuard} and {@code specs/PinGuard.tla}: the same fields, packed here. */
class PinGuardModelTest extends ModelTest {
    /** As in the configuration. */
    private static final int LIVES = 2;

    PinGuardModelTest() {
        super(PinGuard.class, PinGuard.REFUSED, 45);
    }

    @Override
    Map<String, Transition> functions() {
        return Map.of(
                "nextPin", (word, of) -> PinGuard.nextPin(word, of[0]),
                "nextUnpin", (word, of) -> PinGuard.nextUnpin(word),
                "nextRetire", (word, of) -> PinGuard.nextRetire(word, of[0]),
                "nextReopen", (word, of) -> PinGuard.nextReopen(word));
    }

    @Override
    Stream<Step> steps(Edge edge) {
        if (!edge.changes("word") && !isRefusal(edge)) {
            return Stream.empty();
        }
        TlaValue state = edge.before();
        Object thread = edge.changedAt("pc").orElseThrow();
        Call call = switch (edge.action()) {
            case "PinLoad", "PinCas" -> pin(state, thread);
            case "RetireLoad", "RetireCas" -> retire(state, thread);
            case "UnpinLoad", "UnpinCas" -> Call.of("nextUnpin", word(state));
            default -> Call.of("nextReopen", word(state));
        };
        return Stream.of(call.to(edge.changes("word") ? word(edge.after()) : PinGuard.REFUSED));
    }

    /** Any generation may be asked for, by a thread that has no pin; the last one is not reopened. */
    @Override
    Stream<Call> calls(TlaValue state) {
        long word = word(state);
        Stream.Builder<Call> calls = Stream.builder();
        calls.add(Call.of("nextUnpin", word));
        if (PinGuard.generation(word) + 1 < LIVES) {
            calls.add(Call.of("nextReopen", word));
        }
        if (PinGuard.pins(word) < state.at("pc").domain().size()) {
            for (long generation = 0; generation < LIVES; generation++) {
                calls.add(Call.of("nextPin", word, generation)).add(Call.of("nextRetire", word, generation));
            }
        }
        return calls.build();
    }

    private static Call pin(TlaValue state, Object thread) {
        return Call.of("nextPin", word(state), lookedUp(state, thread));
    }

    private static Call retire(TlaValue state, Object thread) {
        return Call.of("nextRetire", word(state), lookedUp(state, thread));
    }

    private static long lookedUp(TlaValue state, Object thread) {
        return state.at("view").at(thread).at("generation").number();
    }

    private static long word(TlaValue state) {
        TlaValue word = state.at("word");
        int guard = switch (word.at("state").name()) {
            case "LIVE" -> PinGuard.LIVE;
            case "RETIRING" -> PinGuard.RETIRING;
            default -> PinGuard.RELEASED;
        };
        return PinGuard.pack(word.at("generation").number(), guard, word.at("pins").number());
    }
}
