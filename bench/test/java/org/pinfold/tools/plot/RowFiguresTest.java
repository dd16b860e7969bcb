package org.pinfold.tools.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinfold.tools.bench.BenchResults;
import org.pinfold.tools.bench.Sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RowFiguresTest {
    private final BenchResults results = MadeUpResults.of("verify");
    private final RowFigures figures = new RowFigures(results);

    @Test
    void timesAreWithoutTheEmptyLoopOfTheirOwnKind() {
        List<Figure> pair = figures.of(MadeUpResults.PAIR);
        assertEquals(List.of(MadeUpResults.PINFOLD, MadeUpResults.PEER, MadeUpResults.IN_C),
                pair.stream().map(Figure::contender).toList());
        assertEquals(new Span(10, 20, 30), pair.get(0).nanos());
        assertEquals(new Span(20, 40, 60), pair.get(1).nanos());
        assertEquals(new Span(5, 10, 15), pair.get(2).nanos());
        assertEquals(20, pair.get(0).wallNanos());
        assertEquals(0.5, pair.get(0).garbageBytes());
    }

    @Test
    void ratiosAreOfOneRound() {
        List<Figure> pair = figures.of(MadeUpResults.PAIR);
        assertEquals(Optional.of(new Span(1, 1, 1)), pair.get(0).ratio());
        assertEquals(Optional.of(new Span(0.5, 0.5, 0.5)), pair.get(1).ratio());
        assertEquals(Optional.of(new Span(2, 2, 2)), pair.get(2).ratio());
    }

    @Test
    void theMeanIsGeometricAndOfMainRowsThatBothRan() {
        Span mean = figures.mean(MadeUpResults.PEER).orElseThrow();
        assertEquals(0.125, mean.least());
        assertEquals(0.25, mean.median(), 1e-12);
        assertEquals(0.5, mean.most());
        assertEquals(2, figures.mainRows(MadeUpResults.PEER));
        assertEquals(1, figures.mainRows(MadeUpResults.IN_C));
    }

    @Test
    void whatIsLostInTheNoiseHasNoRatioAndWithoutAnEmptyLoopThereIsNoFigure() {
        List<Sample> samples = new ArrayList<>();
        for (Sample it : results.samples()) {
            if (it.contender().equals("glibc")) {
                samples.add(new Sample(it.row(), it.contender(), it.round(), 1.5, 3, 0));
            } else if (!it.contender().equals("empty-c")) {
                samples.add(it);
            }
        }
        RowFigures changed = new RowFigures(with(samples));
        List<Figure> pair = changed.of(MadeUpResults.PAIR);
        assertEquals(2, pair.size(), "no empty loop in C");
        assertTrue(pair.get(1).ratio().isEmpty());
        assertEquals(Optional.empty(), changed.mean(MadeUpResults.PEER));
    }

    private BenchResults with(List<Sample> samples) {
        return new BenchResults(results.command(), results.machine(), results.date(), results.classes(),
                results.evidence(), results.seed(), results.rounds(), results.windows(), results.windowMillis(),
                results.rows(), results.contenders(), samples, results.leftOut());
    }
}
