package org.pinfold.mutants;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pinfold.evidence.Evidence;
import org.pinfold.tools.evidence.Layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The seeded bugs that no checker kills on this kind of processor are told of by name. */
class SurvivorsTest {
    @Test
    void areThoseThatNeedAWeakerProcessorAlone() {
        Map<String, List<Mutant>> survivors = Mutant.killedBy(Killer.A)
                .collect(Collectors.groupingBy(Mutant::protocol, TreeMap::new, Collectors.toList()));
        survivors.forEach((protocol, bugs) -> {
            bugs.forEach(bug -> assertEquals(EnumSet.of(Killer.A), EnumSet.copyOf(bug.killers()), bug::toString));
            Evidence.leave(protocol, Layer.SURVIVORS, Map.of("seeded", bugs.size()), Mutant.names(bugs.stream()));
        });
    }
}
