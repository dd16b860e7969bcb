package org.pinfold.tools.threads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pinfold.tools.report.Table;
import org.pinfold.tools.report.TimeResult;

/** What an operation costs each crew, round by round: with the heap, and in the same loop without it. */
public final class Costs {
    private final Map<Crew, List<Cost>> rounds = new EnumMap<>(Crew.class);

    /**
     * One round of one crew, in nanoseconds of CPU time for one operation.
     *
     * @param whole with the heap
     * @param empty without it
     */
    public record Cost(double whole, double empty) {
        double net() {
            return whole - empty;
        }
    }

    /** Adds a round. */
    public void add(Crew crew, Cost cost) {
        rounds.computeIfAbsent(crew, any -> new ArrayList<>()).add(cost);
    }

    /**
     * How many times the cost of {@link Crew#PLATFORM} this crew's is: the median of the rounds' quotients.
     *
     * @return not a number if the heap's part was too small to be seen in most rounds
     */
    public double ratio(Crew crew) {
        List<Cost> own = rounds.get(crew);
        List<Cost> platform = rounds.get(Crew.PLATFORM);
        double[] quotients = new double[own.size()];
        Arrays.setAll(quotients, round -> quotient(own.get(round).net(), platform.get(round).net()));
        return TimeResult.median(quotients);
    }

    /** No cost can be less than nothing; the median takes what is not a number for the greatest. */
    private static double quotient(double cost, double platform) {
        return cost > 0 && platform > 0 ? cost / platform : Double.NaN;
    }

    /** A row for each crew. */
    public String table() {
        Table table = new Table();
        table.row(List.of("CPU ns per operation", "net", "least", "most", "loop alone", "x platform"));
        rounds.forEach((crew, costs) -> {
            double[] net = costs.stream().mapToDouble(Cost::net).sorted().toArray();
            table.row(List.of(crew.label(), number(TimeResult.median(net)), number(net[0]),
                    number(net[net.length - 1]),
                    number(TimeResult.median(costs.stream().mapToDouble(Cost::empty).toArray())),
                    number(ratio(crew))));
        });
        return table.text();
    }

    /** A number as the table has it. */
    public static String number(double value) {
        return Double.isNaN(value) ? "not seen" : String.format(Locale.ROOT, "%.2f", value);
    }
}
