package org.pinfold.tools.report;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pinfold.tools.memory.MemoryResult;
import org.pinfold.tools.worker.Job;
import org.pinfold.tools.worker.WorkerException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RequirementTest {
    private static final Requirement TIME = new Requirement(Measure.TIME, "glibc", 0.5);
    private static final Requirement MEMORY = new Requirement(Measure.MEMORY, "glibc", 1.2);

    @Test
    void holdsAtTheBoundAndBelow() {
        assertEquals(List.of(), TIME.unmet(List.of(result(timed("pinfold", 10), timed("glibc", 20)))));
        assertEquals(List.of(), TIME.unmet(List.of(result(timed("pinfold", 1), timed("glibc", 20)))));
    }

    @Test
    void tellsTheFigureAndByHowMuchItIsMissed() {
        List<String> unmet = TIME.unmet(List.of(result(timed("pinfold", 15), timed("glibc", 20))));
        assertEquals(List.of("t: 'time at most 0.5 x glibc' was not met: 0.750, which is 50.0 % too much"), unmet);
    }

    @Test
    void everyTraceHasToMeetIt() {
        TraceResult good = result(timed("pinfold", 1), timed("glibc", 20));
        TraceResult bad = result(timed("pinfold", 30), timed("glibc", 20));
        assertEquals(1, TIME.unmet(List.of(good, bad, good)).size());
    }

    @Test
    void metadataOnTheJavaHeapCounts() {
        List<String> unmet = MEMORY.unmet(List.of(result(remembered("pinfold", 100, 30), remembered("glibc", 100, 0))));
        assertTrue(unmet.getFirst().contains("1.300"), unmet::toString);
        assertEquals(List.of(),
                MEMORY.unmet(List.of(result(remembered("pinfold", 100, 20), remembered("glibc", 100, 0)))));
    }

    @Test
    void isNotMetByMeasuringNothing() {
        AllocatorResult missing = new AllocatorResult("glibc", null, null, null, List.of(
                new Failure(Job.Purpose.TIME, WorkerException.Kind.MISSING, "not installed\ndetails")));
        List<String> unmet = TIME.unmet(List.of(result(timed("pinfold", 1), missing)));
        assertTrue(unmet.getFirst().contains("no figure; glibc: not installed"), unmet::toString);
        assertEquals(1, TIME.unmet(List.of(result(timed("pinfold", 1)))).size());
        assertEquals(1, TIME.unmet(List.of()).size());
    }

    @Test
    void aFigureLostInTheEmptyLoopJudgesNothing() {
        assertEquals(1, TIME.unmet(List.of(result(timed("pinfold", -0.1), timed("glibc", 20)))).size());
        assertEquals(1, TIME.unmet(List.of(result(timed("pinfold", 1), timed("glibc", 0)))).size());
    }

    @Test
    void timesAreMediansNetOfTheEmptyReplay() {
        TimeResult result = TimeResult.of("x", 1, 10, List.of(150L, 900L, 110L), 100);
        assertEquals(5, result.median());
        assertEquals(1, result.min());
        assertEquals(80, result.max());
        assertEquals(List.of(5.0, 80.0, 1.0), result.rounds());
        assertEquals(2.5, TimeResult.median(4, 1, 2, 3));
    }

    /** The machine was fast in one turn and slow in two, while Pinfold took three quarters of glibc's time in each. */
    @Test
    void timesAreComparedRoundByRound() {
        AllocatorResult pinfold = timed("pinfold", List.of(15.0, 30.0, 31.5));
        AllocatorResult glibc = timed("glibc", List.of(20.0, 40.0, 42.0));
        assertEquals(0.75, Measure.TIME.ratio(pinfold, glibc).getAsDouble());
        assertEquals(0.75, TimeResult.medianQuotient(List.of(15.0, 30.0, 1000.0), List.of(20.0, 40.0, 1.0)));
    }

    private static AllocatorResult timed(String name, List<Double> rounds) {
        TimeResult time = new TimeResult(name, 1, rounds.get(1), rounds.getFirst(), rounds.getLast(), rounds);
        return new AllocatorResult(name, null, time, null, List.of());
    }

    private static TraceResult result(AllocatorResult... rows) {
        return new TraceResult("t", 10, 1, 100, 1.0, List.of(rows));
    }

    private static AllocatorResult timed(String name, double median) {
        TimeResult time = new TimeResult(name, 1, median, median, median, List.of(median));
        return new AllocatorResult(name, null, time, null, List.of());
    }

    private static AllocatorResult remembered(String name, long resident, long metadata) {
        MemoryResult memory = new MemoryResult(name, 1, 50, resident, metadata, 1, List.of(), Map.of());
        return new AllocatorResult(name, null, null, memory, List.of());
    }
}
