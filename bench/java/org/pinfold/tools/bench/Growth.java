package org.pinfold.tools.bench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.pinfold.tools.peer.Peers;

/** How Pinfold's cost grows with threads and with live memory, beside how others' does. */
public final class Growth {
    /** Who has to run. */
    public static final List<String> ALLOCATORS =
            Stream.concat(Stream.of(Peers.PINFOLD), Goals.LINKER.stream()).toList();
    /** What has to run. */
    public static final List<String> ROWS = List.of("random-mixed", "random-mixed-2", "random-mixed-8", "live-1m",
            "live-4g");

    private static final double LEAST_SCALING = 0.9;
    private static final double MOST_GROWTH = 1.25;
    private static final double MOST_CHANGE = 1.15;

    private final Figures figures;

    private Growth(BenchResults results) {
        figures = new Figures(results.contenders(), results.samples());
    }

    /** All of it, with what {@code results} tell. */
    public static List<Goal> of(BenchResults results) {
        Growth growth = new Growth(results);
        return List.of(growth.scaling(),
                growth.beside("1 MiB to 4 GiB live: growth of pinfold's cost / least growth through the linker",
                        MOST_GROWTH, "live-1m", "live-4g"),
                growth.beside("1 to 8 threads: growth of pinfold's cost / least growth through the linker",
                        MOST_CHANGE, "random-mixed", "random-mixed-8"));
    }

    /**
     * By how much more the empty loop gains from a second thread. Elapsed time: two processors that are one core with
     * two threads give each of them less, to any loop.
     */
    private Goal scaling() {
        OptionalDouble empty = figures.elapsedRatio("random-mixed-2", "random-mixed", Peers.EMPTY_ADDRESSES);
        OptionalDouble ours = figures.elapsedRatio("random-mixed-2", "random-mixed", Peers.PINFOLD);
        boolean known = empty.isPresent() && ours.isPresent();
        return new Goal("2 threads: the empty loop's gain / pinfold's", 1 / LEAST_SCALING, OptionalDouble.empty(),
                known ? OptionalDouble.of(ours.getAsDouble() / empty.getAsDouble()) : OptionalDouble.empty(),
                known ? "" : "not measured");
    }

    private Goal beside(String what, double must, String from, String to) {
        OptionalDouble ours = figures.growth(to, from, Peers.PINFOLD);
        OptionalDouble least = Goals.LINKER.stream().map(name -> figures.growth(to, from, name))
                .filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).min();
        boolean known = ours.isPresent() && least.isPresent();
        return new Goal(what, must, OptionalDouble.empty(),
                known ? OptionalDouble.of(ours.getAsDouble() / least.getAsDouble()) : OptionalDouble.empty(),
                known ? "" : "not measured");
    }
}
