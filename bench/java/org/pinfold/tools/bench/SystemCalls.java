package org.pinfold.tools.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a contender asked of the system in a run of a row, net of the empty loop's.
 *
 * @param row the {@link Row#name}
 * @param contender the {@link Contender#name}
 * @param perOperation all calls below, an operation
 * @param byName the calls of that run by name, gross
 */
public record SystemCalls(String row, String contender, double perOperation, Map<String, Long> byName) {
    public SystemCalls {
        byName = Map.copyOf(byName);
    }

    /** How many calls an operation made in this row, for a table; "-" where they were not counted. */
    public static String cell(List<SystemCalls> all, Row row, Contender contender) {
        return all.stream().filter(calls -> calls.isOf(row, contender)).findFirst()
                .map(calls -> String.format(Locale.ROOT, "%.4f", calls.perOperation())).orElse("-");
    }

    private boolean isOf(Row otherRow, Contender otherContender) {
        return row.equals(otherRow.name()) && contender.equals(otherContender.name());
    }
}
