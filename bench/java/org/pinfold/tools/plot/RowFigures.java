package org.pinfold.tools.plot;

import java.util.List;
import java.util.Optional;
import org.pinfold.tools.bench.BenchResults;
import org.pinfold.tools.bench.Contender;
import org.pinfold.tools.bench.Figures;
import org.pinfold.tools.bench.Row;
import org.pinfold.tools.peer.Peers;

/** What a page shows of a row, contender by contender. */
final class RowFigures {
    private final BenchResults results;
    private final Figures figures;

    RowFigures(BenchResults results) {
        this.results = results;
        figures = new Figures(results.contenders(), results.samples());
    }

    /** All contenders, in their order; empty loops are none. */
    List<Contender> contenders() {
        return results.contenders().stream().filter(it -> it.family() != Contender.Family.EMPTY).toList();
    }

    /** Of all contenders that ran this row. */
    List<Figure> of(Row row) {
        return contenders().stream().map(contender -> figure(row.name(), contender)).flatMap(Optional::stream)
                .toList();
    }

    private Optional<Figure> figure(String row, Contender contender) {
        String name = contender.name();
        return Span.of(figures.cpuNanos(row, name)).map(nanos -> new Figure(contender, nanos,
                figures.wallNanos(row, name).orElseThrow(), figures.garbageBytes(row, name).orElseThrow(),
                Span.of(figures.ratios(row, Peers.PINFOLD, name))));
    }

    /**
     * Pinfold against one contender in all main rows that both ran: the geometric mean of the medians, with the best
     * and the worst of them.
     */
    Optional<Span> mean(Contender contender) {
        List<Double> ratios = mainRatios(contender);
        return Span.of(ratios).map(all -> new Span(all.least(), Figures.geometricMean(ratios).orElseThrow(),
                all.most()));
    }

    /** In how many main rows both ran. */
    int mainRows(Contender contender) {
        return mainRatios(contender).size();
    }

    private List<Double> mainRatios(Contender contender) {
        return results.rows().stream().filter(Row::main)
                .flatMap(row -> figures.ratio(row.name(), Peers.PINFOLD, contender.name()).stream().boxed()).toList();
    }
}
