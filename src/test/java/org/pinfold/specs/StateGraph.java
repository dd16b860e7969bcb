package org.pinfold.specs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The state graph of a model, as TLC has found it within the bounds of {@code specs/graphs/Name.cfg}.
 *
 * @param states every reachable state, a record of the model's variables
 * @param edges every step from a state to a state, also one that changes nothing
 */
public record StateGraph(Collection<TlaValue> states, List<Edge> edges) {
    /** A graph that is larger is more than a comparison needs. */
    public static final int MAX_STATES = 200_000;

    private static final Pattern NODE = Pattern.compile("(-?\\d+) \\[label=\"(.*?)\"(?:,style = filled)?\\];?");
    private static final Pattern EDGE = Pattern.compile("(-?\\d+) -> (-?\\d+) \\[label=\"(\\w+)\".*");

    /** One step of the model: which action leads from which state to which. */
    public record Edge(String action, TlaValue before, TlaValue after) {
        /** Whether the step changes this variable. */
        public boolean changes(String variable) {
            return !before.at(variable).equals(after.at(variable));
        }

        /** Where the step changes this function; empty if nowhere. */
        public Optional<Object> changedAt(String function) {
            TlaValue old = before.at(function);
            TlaValue now = after.at(function);
            List<Object> changed =
                    old.domain().stream().filter(key -> !old.at(key).equals(now.at(key))).toList();
            if (changed.size() > 1) {
                throw new AssertionError(action + " changes " + function + " at " + changed);
            }
            return changed.stream().findFirst();
        }
    }

    /** Explores the model of this protocol. */
    public static StateGraph of(String protocol) {
        Specification model = new Specification("graphs/" + protocol,
                TlcSettings.SPECS.resolve(protocol + ".tla"),
                TlcSettings.SPECS.resolve("graphs").resolve(protocol + ".cfg"));
        Path dot = TlcSettings.OUTPUT.resolve(model.name()).resolve("graph.dot");
        TlcReport report = Tlc.run(model, "-dump", "dot,actionlabels", dot.toString());
        if (report.exit() != TlcReport.HOLDS) {
            throw new AssertionError(protocol + ": TLC did not explore the model\n" + report.output());
        }
        StateGraph graph = read(dot);
        // Each model has one initial state.
        if (graph.states.size() != report.distinctStates() || graph.edges.size() + 1 != report.generatedStates()) {
            throw new AssertionError(protocol + ": " + graph.states.size() + " states and " + graph.edges.size()
                    + " edges in " + dot + ", but TLC found\n" + report.output());
        }
        return graph;
    }

    private static StateGraph read(Path dot) {
        Map<String, TlaValue> states = new HashMap<>();
        List<String[]> lines = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(dot)) {
                Matcher node = NODE.matcher(line);
                Matcher edge = EDGE.matcher(line);
                if (node.matches()) {
                    states.put(node.group(1), TlaParser.state(unquoted(node.group(2))));
                } else if (edge.matches()) {
                    lines.add(new String[] {edge.group(3), edge.group(1), edge.group(2)});
                }
            }
        } catch (IOException e) {
            throw new AssertionError("cannot read " + dot, e);
        }
        List<Edge> edges = lines.stream()
                .map(line -> new Edge(line[0], known(states, line[1]), known(states, line[2]))).toList();
        return new StateGraph(List.copyOf(states.values()), edges);
    }

    private static TlaValue known(Map<String, TlaValue> states, String id) {
        TlaValue state = states.get(id);
        if (state == null) {
            throw new AssertionError("an edge leads to a state that is not there: " + id);
        }
        return state;
    }

    /** Undoes what the format asks of quotes, backslashes and line ends. */
    private static String unquoted(String label) {
        return label.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    }
}
