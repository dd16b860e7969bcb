package org.pinfold.tools.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pinfold.tools.bench.Figures;
import org.pinfold.tools.peer.Peers;
import org.pinfold.tools.report.AllocatorResult;
import org.pinfold.tools.report.Measure;
import org.pinfold.tools.report.TimeResult;
import org.pinfold.tools.report.TraceResult;

/** Pinfold's figures divided by those of others, where both are there. */
final class ReplayFigures {
    private ReplayFigures() {
    }

    /** In time under one trace, over the rounds; empty if some round came to nothing. */
    static Optional<Span> times(TraceResult trace, AllocatorResult other) {
        TimeResult own = trace.allocator(Peers.PINFOLD).map(AllocatorResult::time).orElse(null);
        if (own == null || other.time() == null) {
            return Optional.empty();
        }
        List<Double> quotients = new ArrayList<>();
        for (int round = 0; round < Math.min(own.rounds().size(), other.time().rounds().size()); round++) {
            quotients.add(own.rounds().get(round) / other.time().rounds().get(round));
        }
        return quotients.stream().allMatch(it -> it > 0 && Double.isFinite(it)) ? Span.of(quotients) : Optional.empty();
    }

    /** Over the traces: the geometric mean, with the best and the worst of them. */
    static Optional<Span> mean(List<TraceResult> traces, String other, Measure measure) {
        List<Double> ratios = new ArrayList<>();
        for (TraceResult trace : traces) {
            Optional<AllocatorResult> own = trace.allocator(Peers.PINFOLD);
            Optional<AllocatorResult> its = trace.allocator(other);
            if (own.isPresent() && its.isPresent()) {
                OptionalDouble ratio = measure.ratio(own.get(), its.get());
                ratio.ifPresent(ratios::add);
            }
        }
        return Span.of(ratios).map(all -> new Span(all.least(), Figures.geometricMean(ratios).orElseThrow(),
                all.most()));
    }
}
