package org.pinfold.tools.plot;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.pinfold.tools.bench.BenchResults;
import org.pinfold.tools.bench.Contender;
import org.pinfold.tools.bench.Row;
import org.pinfold.tools.bench.Sample;
import org.pinfold.tools.peer.Peers;
import org.pinfold.tools.report.TimeResult;

/** What the samples of a run come to: always a difference or a quotient of what was taken in one round. */
final class Figures {
    private final BenchResults results;

    Figures(BenchResults results) {
        this.results = results;
    }

    /** Of all contenders that ran this row, in their order; empty loops are none. */
    List<Figure> of(Row row) {
        return results.contenders().stream().filter(it -> it.family() != Contender.Family.EMPTY)
                .map(contender -> figure(row, contender)).flatMap(Optional::stream).toList();
    }

    private Optional<Figure> figure(Row row, Contender contender) {
        List<Sample> nets = samples(row, contender.name()).map(it -> net(row, contender, it))
                .flatMap(Optional::stream).toList();
        return Span.of(nets.stream().map(Sample::cpuNanos).toList()).map(nanos -> new Figure(contender, nanos,
                median(nets, Sample::wallNanos), median(nets, Sample::garbageBytes), ratio(row, nets)));
    }

    private Stream<Sample> samples(Row row, String contender) {
        return results.samples().stream().filter(it -> it.row().equals(row.name()))
                .filter(it -> it.contender().equals(contender));
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
        return TimeResult.median(samples.stream().mapToDouble(value).toArray());
    }

    /** Without the empty loop of the same round; not there if that was not measured. */
    private Optional<Sample> net(Row row, Contender contender, Sample gross) {
        return samples(row, contender.empty()).filter(it -> it.round() == gross.round()).findFirst()
                .map(empty -> new Sample(gross.row(), gross.contender(), gross.round(),
                        gross.cpuNanos() - empty.cpuNanos(), gross.wallNanos() - empty.wallNanos(),
                        gross.garbageBytes() - empty.garbageBytes()));
    }

    /**
     * Pinfold's time over this one's, of the rounds that both ran. None if there is a round in which one of the two was
     * not slower than the empty loop: then this row does not tell them apart.
     */
    private Optional<Span> ratio(Row row, List<Sample> nets) {
        List<Double> quotients = nets.stream().map(it -> pinfold(row, it.round())
                        .map(own -> own > 0 && it.cpuNanos() > 0 ? own / it.cpuNanos() : Double.NaN))
                .flatMap(Optional::stream).toList();
        return quotients.stream().anyMatch(it -> it.isNaN()) ? Optional.empty() : Span.of(quotients);
    }

    private Optional<Double> pinfold(Row row, int round) {
        return results.contenders().stream().filter(it -> it.name().equals(Peers.PINFOLD)).findFirst()
                .flatMap(pinfold -> samples(row, pinfold.name()).filter(it -> it.round() == round).findFirst()
                        .flatMap(it -> net(row, pinfold, it)))
                .map(Sample::cpuNanos);
    }

    /**
     * Pinfold against one contender in all main rows that both ran: the geometric mean of the medians, with the best
     * and the worst of them.
     */
    Optional<Span> mean(Contender contender) {
        List<Double> ratios = mainRatios(contender);
        return Span.of(ratios).map(all -> new Span(all.least(),
                Math.exp(ratios.stream().mapToDouble(Math::log).average().orElseThrow()), all.most()));
    }

    /** In how many main rows both ran. */
    int mainRows(Contender contender) {
        return mainRatios(contender).size();
    }

    private List<Double> mainRatios(Contender contender) {
        return results.rows().stream().filter(Row::main).map(row -> figure(row, contender)).flatMap(Optional::stream)
                .map(Figure::ratio).flatMap(Optional::stream).map(Span::median).toList();
    }
}
