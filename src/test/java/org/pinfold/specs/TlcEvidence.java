package org.pinfold.specs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pinfold.evidence.Evidence;
import org.pinfold.tools.evidence.Layer;

/** What TLC found, left as evidence. */
final class TlcEvidence {
    private TlcEvidence() {
    }

    /** Of the configurations of one module, all distinct states and the largest depth. */
    static void leaveModels(List<Specification> models, Function<Specification, TlcReport> reports) {
        Map<String, List<TlcReport>> modules = models.stream().collect(Collectors.groupingBy(Specification::protocol,
                TreeMap::new, Collectors.mapping(reports, Collectors.toList())));
        modules.forEach((module, runs) -> Evidence.leave(module, Layer.TLC, Map.of(
                "models", runs.size(),
                "states", runs.stream().mapToLong(TlcReport::distinctStates).sum(),
                "depth", runs.stream().mapToLong(TlcReport::depth).max().orElseThrow())));
    }

    /** Killed are those that violate the property that they name. */
    static void leaveMutants(List<Specification> mutants, Function<Specification, TlcReport> reports) {
        Evidence.bugs(Layer.BUGS_T, names(Specification.mutants()), names(mutants), names(mutants.stream()
                .filter(mutant -> reports.apply(mutant).violated(mutant.checks()).filter(mutant.kills()::equals)
                        .isPresent())
                .toList()));
    }

    private static List<String> names(List<Specification> specifications) {
        return specifications.stream().map(Specification::name).toList();
    }
}
