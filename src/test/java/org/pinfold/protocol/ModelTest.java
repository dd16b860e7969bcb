package org.pinfold.protocol;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pinfold.evidence.Evidence;
import org.pinfold.specs.ModelComparison;
import org.pinfold.specs.ModelComparison.Call;
import org.pinfold.specs.ModelComparison.Step;
import org.pinfold.specs.ModelComparison.Transition;
import org.pinfold.specs.StateGraph;
import org.pinfold.specs.StateGraph.Edge;
import org.pinfold.specs.TlaValue;
import org.pinfold.tools.evidence.Layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Holds a protocol's transition functions against the state graph that TLC finds of its model. A protocol says how its
 * word is written in the model, which edges of the graph are steps of the word, and what callers may ask for in a
 * state; there, code and model must agree on every step, both ways.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ModelTest {
    /** For protocols whose functions always apply: no word. */
    static final long NEVER = Long.MIN_VALUE;

    private final Class<?> protocol;
    private final long refused;
    private final int stepsInModel;
    private ModelComparison comparison;

    /**
     * A comparison of this class with its model.
     *
     * @param refused the answer of a function that does not apply, or {@link #NEVER}
     * @param stepsInModel how many steps of the word the model has, so that none is overlooked
     */
    ModelTest(Class<?> protocol, long refused, int stepsInModel) {
        this.protocol = protocol;
        this.refused = refused;
        this.stepsInModel = stepsInModel;
    }

    /** The transition functions, by name. */
    abstract Map<String, Transition> functions();

    /** What an edge of the graph does to a word, if it does: it changes it, or finds that an operation is refused. */
    abstract Stream<Step> steps(Edge edge);

    /** What callers may ask for in this state of the model; more than the model does, where the code has to refuse. */
    abstract Stream<Call> calls(TlaValue state);

    @BeforeAll
    final void explore() {
        StateGraph graph = StateGraph.of(protocol.getSimpleName());
        assertTrue(graph.states().size() <= StateGraph.MAX_STATES, "the bounds are too wide");
        comparison = new ModelComparison(functions(), refused,
                graph.edges().stream().flatMap(this::steps).collect(Collectors.toSet()),
                graph.states().stream().flatMap(this::calls).collect(Collectors.toSet()));
        System.out.println(protocol.getSimpleName() + ": " + graph.states().size() + " states and "
                + graph.edges().size() + " edges of the model, " + comparison.steps().size() + " steps of the word, "
                + comparison.calls().size() + " calls");
    }

    @Test
    final void codeAndModelAgree() {
        assertEquals(List.of(), comparison.differences());
        assertEquals(stepsInModel, comparison.steps().size(), "steps of the word in the model");
        Evidence.leave(protocol.getSimpleName(), Layer.SPEC_IS_CODE, Map.of("edges", comparison.steps().size()));
    }

    @Test
    final void everyTransitionFunctionIsCompared() {
        Set<String> compared = comparison.steps().stream().filter(comparison::isChange)
                .map(step -> step.call().function()).collect(Collectors.toSet());
        Set<String> declared = Arrays.stream(protocol.getDeclaredMethods())
                .filter(method -> !Modifier.isPrivate(method.getModifiers())).map(Method::getName)
                .filter(name -> name.matches("next[A-Z].*")).collect(Collectors.toSet());
        assertFalse(declared.isEmpty(), "no transition functions");
        assertEquals(functions().keySet(), compared, "functions with a step in the model");
        assertTrue(compared.containsAll(declared), () -> declared + " are in the code, compared are " + compared);
    }

    @Test
    @Tag("canary")
    final void canaryAFunctionThatIsWrongInOneCallIsNoticed() {
        for (Step wrong : comparison.steps()) {
            Map<String, Transition> doctored = new HashMap<>(comparison.functions());
            doctored.computeIfPresent(wrong.call().function(), (name, right) -> (word, arguments) ->
                    Call.of(name, word, arguments).equals(wrong.call()) ? wrong.after() ^ 1
                            : right.next(word, arguments));
            assertNoticed(wrong, new ModelComparison(doctored, refused, comparison.steps(), comparison.calls()));
        }
    }

    @Test
    @Tag("canary")
    final void canaryAnEdgeThatIsMissingOrWrongIsNoticed() {
        for (Step step : comparison.steps()) {
            Set<Step> doctored = new HashSet<>(comparison.steps());
            doctored.remove(step);
            if (comparison.isChange(step)) {
                assertNoticed(step, new ModelComparison(functions(), refused, doctored, comparison.calls()));
            }
            doctored.add(step.call().to(step.after() ^ 1));
            assertNoticed(step, new ModelComparison(functions(), refused, doctored, comparison.calls()));
        }
    }

    /** Where models have a load, {@code …Load}, and a compareAndSet, {@code …Cas}: whether the load ends it. */
    static boolean isRefusal(Edge edge) {
        return edge.action().endsWith("Load") && edge.changedAt("pc")
                .filter(thread -> edge.after().at("pc").at(thread).name().endsWith("Cas")).isEmpty();
    }

    private static void assertNoticed(Step doctored, ModelComparison broken) {
        assertFalse(broken.differences().isEmpty(), () -> "nothing is noticed of " + doctored);
    }
}
