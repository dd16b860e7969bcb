package org.pinfold.specs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds the transition functions of a protocol against the steps of its model, both ways.
 *
 * @param functions the transition functions of the code, by name
 * @param refused what a function answers when the operation does not apply; a function that has no such answer returns
 *     the word unchanged
 * @param steps what the model does: every step that changes the word or refuses
 * @param calls what callers may ask for in the states that the model reaches
 */
public record ModelComparison(Map<String, Transition> functions, long refused, Set<Step> steps, Set<Call> calls) {
    /** A transition function: word in, word out. */
    public interface Transition {
        /** The word afterwards. */
        long next(long word, long... arguments);
    }

    /** An operation on a word. */
    public record Call(String function, long word, List<Long> arguments) {
        /** A call with these arguments. */
        public static Call of(String function, long word, long... arguments) {
            return new Call(function, word, Arrays.stream(arguments).boxed().toList());
        }

        /** The step that this call is if it ends with that word. */
        public Step to(long after) {
            return new Step(this, after);
        }
    }

    /** An operation, and the word it ends with. */
    public record Step(Call call, long after) {
    }

    /** What the code answers to a call. */
    public Step answer(Call call) {
        Transition function = functions.get(call.function);
        if (function == null) {
            throw new AssertionError("no function " + call.function);
        }
        return call.to(function.next(call.word, call.arguments.stream().mapToLong(Long::longValue).toArray()));
    }

    /** Whether a step changes the word. */
    public boolean isChange(Step step) {
        return step.after != refused && step.after != step.call.word;
    }

    /** Where code and model differ; empty if nowhere. */
    public List<String> differences() {
        List<String> differences = new ArrayList<>();
        for (Step step : steps) {
            Step answer = answer(step.call);
            if (!answer.equals(step)) {
                differences.add(text(step) + " in the model, but the code answers " + hex(answer.after));
            }
        }
        for (Call call : calls) {
            Step answer = answer(call);
            if (isChange(answer) && !steps.contains(answer)) {
                differences.add(text(answer) + " in the code, but not in the model");
            }
        }
        return differences;
    }

    private static String text(Step step) {
        return step.call.function + step.call.arguments + ": " + hex(step.call.word) + " -> " + hex(step.after);
    }

    private static String hex(long word) {
        return "0x" + Long.toHexString(word);
    }
}
