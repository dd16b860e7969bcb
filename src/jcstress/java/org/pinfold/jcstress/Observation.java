package org.pinfold.jcstress;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * What one table has shown, over all VMs that ran it.
 *
 * @param samples how often the two actors met
 * @param allowed the allowed outcomes that were seen
 * @param forbidden the forbidden outcomes that were seen, with how often
 * @param errors what kept a VM from running the table as it should
 */
record Observation(String table, long samples, Set<String> allowed, List<String> forbidden, List<String> errors) {
    /** The observations of a run, by table. */
    static Map<String, Observation> byTable(Collection<TestResult> results) {
        Map<String, Observation> tables = new TreeMap<>();
        for (TestResult result : results) {
            Observation one = of(result);
            tables.merge(one.table(), one, Observation::plus);
        }
        return tables;
    }

    static Observation of(TestResult result) {
        Set<String> allowed = new TreeSet<>();
        List<String> forbidden = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (GradingResult outcome : result.grading().gradingResults.values()) {
            if (outcome.count > 0) {
                switch (outcome.expect) {
                    case ACCEPTABLE, ACCEPTABLE_INTERESTING -> allowed.add(outcome.id);
                    case FORBIDDEN -> forbidden.add(
                            outcome.id + " (" + outcome.count + " times): " + outcome.description);
                    default -> errors.add("an outcome without a grade: " + outcome.id);
                }
            }
        }
        if (result.status() != Status.NORMAL) {
            errors.add(result.status() + " " + result.getMessages() + result.getVmErr() + result.getVmOut());
        }
        return new Observation(result.getName(), result.getTotalCount(), allowed, forbidden, errors);
    }

    Observation plus(Observation other) {
        Set<String> outcomes = new TreeSet<>(allowed);
        outcomes.addAll(other.allowed);
        return new Observation(table, samples + other.samples, outcomes, joined(forbidden, other.forbidden),
                joined(errors, other.errors));
    }

    /** How many outcomes the table allows. */
    int declared() {
        return (int) TestList.getInfo(table).cases().stream()
                .filter(outcome -> outcome.expect() != Expect.FORBIDDEN)
                .count();
    }

    private static List<String> joined(List<String> left, List<String> right) {
        List<String> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }
}
