package org.pinfold.protocol;

import java.util.Map;
import org.pinfold.specs.ModelComparison.Call;
import org.pinfold.specs.ModelComparison.Transition;
import org.pinfold.specs.TlaValue;

/** {@link SlabWord} and {@code specs/SlabWord.tla}: the same fields, packed here. */
final class SlabWordInModel {
    private SlabWordInModel() {
    }

    /** The transition functions of a slab's word. */
    static Map<String, Transition> functions() {
        return Map.of(
                "nextHold", (word, of) -> BatchRefill.nextHold(word),
                "nextRefill", (word, of) -> BatchRefill.nextRefill(word, (int) of[0], (int) of[1]),
                "nextUnhold", (word, of) -> BatchRefill.nextUnhold(word, (int) of[0]),
                "nextRetire", (word, of) -> BatchRefill.nextRetire(word),
                "nextPush", (word, of) -> RemoteFreeQueue.nextPush(word, (int) of[0], (int) of[1]));
    }

    /** The call of the function that an action or a step in the model is named after: hold, refill, unhold, retire. */
    static Call call(String name, long word, long capacity, long want) {
        return switch (name) {
            case "hold" -> Call.of("nextHold", word);
            case "refill" -> Call.of("nextRefill", word, capacity, want);
            case "unhold" -> Call.of("nextUnhold", word, capacity);
            case "retire" -> Call.of("nextRetire", word);
            default -> throw new AssertionError("no operation " + name);
        };
    }

    /** The word in this state of a model. */
    static long word(TlaValue state) {
        TlaValue word = state.at("word");
        int slab = switch (word.at("state").name()) {
            case "HELD" -> SlabWord.HELD;
            case "LISTED" -> SlabWord.LISTED;
            case "FULL" -> SlabWord.FULL;
            case "DEAD" -> SlabWord.DEAD;
            default -> throw new AssertionError(word);
        };
        return SlabWord.pack(slab, (int) word.at("carved").number(), (int) word.at("count").number(),
                (int) word.at("head").number());
    }
}
