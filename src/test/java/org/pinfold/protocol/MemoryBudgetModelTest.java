package org.pinfold.protocol;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pinfold.specs.ModelComparison.Call;
import org.pinfold.specs.ModelComparison.Step;
import org.pinfold.specs.ModelComparison.Transition;
import org.pinfold.specs.StateGraph.Edge;
import org.pinfold.specs.TlaValue;

/** {@link MemoryBudget} and {@code specs/MemoryBudget.tla}: the same numbers, for a child and its parent. */
class MemoryBudgetModelTest extends ModelTest {
    /** As in the configuration; the limits are those of a child and of its parent. */
    private static final List<Long> AMOUNTS = List.of(1L, 2L);
    private static final List<Long> LIMITS = List.of(1L, 2L, 3L);

    MemoryBudgetModelTest() {
        super(MemoryBudget.class, MemoryBudget.REFUSED, 26);
    }

    @Override
    Map<String, Transition> functions() {
        return Map.of(
                "nextTake", (used, of) -> MemoryBudget.nextTake(used, of[0], of[1]),
                "nextGiveBack", (used, of) -> MemoryBudget.nextGiveBack(used, of[0]));
    }

    @Override
    Stream<Step> steps(Edge edge) {
        if (edge.changes("used")) {
            Object thread = edge.changedAt("pc").orElseThrow();
            Call call = edge.action().equals("TakeCas")
                    ? take(edge.before(), thread, edge.before().at("read").at(thread).number())
                    : giveBack(edge.before(), thread);
            Object budget = edge.changedAt("used").orElseThrow();
            return Stream.of(call.to(edge.after().at("used").at(budget).number()));
        }
        // A take is judged when the limit is read, after the amount in use.
        if (edge.action().equals("TakeLimit")) {
            Object thread = edge.changedAt("pc").orElseThrow();
            return edge.after().at("pc").at(thread).name().endsWith("Cas") ? Stream.empty()
                    : Stream.of(takeNow(edge.before(), thread).to(MemoryBudget.REFUSED));
        }
        return edge.action().equals("GiveBackLoad") && isRefusal(edge)
                ? Stream.of(giveBack(edge.before(), edge.changedAt("pc").orElseThrow()).to(MemoryBudget.REFUSED))
                : Stream.empty();
    }

    /** Anybody may ask for any amount, or give it back, under any limit. */
    @Override
    Stream<Call> calls(TlaValue state) {
        return state.at("used").domain().stream().map(budget -> state.at("used").at(budget).number())
                .flatMap(used -> AMOUNTS.stream().flatMap(amount -> Stream.concat(
                        Stream.of(Call.of("nextGiveBack", used, amount)),
                        LIMITS.stream().map(limit -> Call.of("nextTake", used, amount, limit)))));
    }

    private static Call takeNow(TlaValue state, Object thread) {
        return take(state, thread, state.at("limit").at(budget(state, thread)).number());
    }

    private static Call take(TlaValue state, Object thread, long limit) {
        return Call.of("nextTake", state.at("seen").at(thread).number(), amount(state, thread), limit);
    }

    private static Call giveBack(TlaValue state, Object thread) {
        return Call.of("nextGiveBack", state.at("used").at(budget(state, thread)).number(), amount(state, thread));
    }

    private static long amount(TlaValue state, Object thread) {
        return state.at("call").at(thread).at("amount").number();
    }

    /** The budget where the thread is taking or giving back. */
    private static Object budget(TlaValue state, Object thread) {
        boolean atParent = state.at("pc").at(thread).name().matches("parent.*|backAtParent.*");
        return atParent ? "Parent" : state.at("call").at(thread).at("child").name();
    }
}
