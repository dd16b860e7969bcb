package org.pinfold.tools.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.pinfold.tools.bench.Goal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MemoryGoalsTest {
    private static final long MIB = 1 << 20;

    private static MemoryResult result(long peak, Map<String, Reading> marks) {
        Map<String, Reading> all = new LinkedHashMap<>(Map.of(Meter.START, reading(100, 1),
                RandomMixed.SILENT, reading(100, 1)));
        all.putAll(marks);
        return new MemoryResult("made up", 1, 100 * MIB, (peak - 1) * MIB, MIB, 1, List.of(), all);
    }

    private static MemoryResult result(long peak) {
        return result(peak, Map.of());
    }

    private static Reading reading(long live, long total) {
        return new Reading(1, live * MIB, (total - 1) * MIB, MIB, -1);
    }

    private static MemoryRow row(String name, MemoryResult ours, MemoryResult glibc, MemoryResult other) {
        Map<String, MemoryResult> results = new LinkedHashMap<>();
        results.put("pinfold", ours);
        results.put("glibc", glibc);
        results.put("other", other);
        return new MemoryRow(name, results, Map.of());
    }

    private static Goal goal(List<MemoryRow> rows, String what) {
        return MemoryGoals.of(rows).stream().filter(goal -> goal.what().contains(what)).findFirst().orElseThrow();
    }

    private static double measured(List<MemoryRow> rows, String what) {
        OptionalDouble measured = goal(rows, what).measured();
        assertTrue(measured.isPresent(), what);
        return measured.getAsDouble();
    }

    @Test
    void peaksAreOfChurnAndTracesAndTheBestPeerIsThatOfEachRow() {
        List<MemoryRow> rows = List.of(row("random-small", result(110), result(100), result(200)),
                row("some-trace", result(120), result(300), result(100)),
                row("burst", result(900), result(1), result(1)));
        assertEquals(Math.sqrt(1.1 * 1.2), measured(rows, "the best peer's, geometric mean"), 1e-9);
        assertEquals(Math.sqrt(1.1 * 0.4), measured(rows, "that of glibc"), 1e-9);
        assertFalse(goal(rows, "the best peer's, geometric mean").met());
        assertTrue(goal(rows, "that of glibc").met());
        List<MemoryRow> near = List.of(row("random-mid", result(104), result(100), result(104)));
        assertTrue(goal(near, "that of glibc").met(), "which takes least in most rows");
        assertFalse(goal(near, "that of other").met(), "below is less");
    }

    @Test
    void whatIsKeptIsMeasuredByThePeakOrTwoMebibytes() {
        Map<String, Reading> kept = Map.of(RandomMixed.SILENT, reading(0, 11));
        assertEquals(1.0, measured(List.of(row("random-small", result(200, kept), result(1), result(1))),
                "random-small: kept"), 1e-9);
        assertEquals(5.0, measured(List.of(row("random-mid", result(20, kept), result(1), result(1))),
                "random-mid: kept"), 1e-9);
    }

    @Test
    void ofSparseBlocksTheRestCounts() {
        List<MemoryRow> rows = List.of(row("sparse-4k", result(1, Map.of(RandomMixed.SILENT, reading(2, 6))),
                result(1, Map.of(RandomMixed.SILENT, reading(2, 4))),
                result(1, Map.of(RandomMixed.SILENT, reading(2, 50)))));
        assertEquals(1.5, measured(rows, "sparse-4k"), 1e-9);
    }

    @Test
    void theWorstStepIsNamed() {
        Map<String, Reading> ours = new LinkedHashMap<>();
        Map<String, Reading> theirs = new LinkedHashMap<>();
        for (int step = 1; step <= Shifts.steps(); step++) {
            ours.put(Shifts.full(Shifts.PAGES, step), reading(100, step == 5 ? 160 : 110));
            ours.put(Shifts.thinned(Shifts.PAGES, step), reading(20, step == 7 ? 55 : 30));
            theirs.put(Shifts.full(Shifts.PAGES, step), reading(100, 110));
            theirs.put(Shifts.thinned(Shifts.PAGES, step), reading(20, 50));
        }
        List<MemoryRow> rows =
                List.of(row("shifts-of-pages", result(160, ours), result(110, theirs), result(900, theirs)));
        Goal beside = goal(rows, "shifts-of-pages: resident / the best peer's");
        assertEquals(160.0 / 110, beside.measured().orElseThrow(), 1e-9);
        assertEquals(Shifts.full(Shifts.PAGES, 5), beside.remark());
        Goal overLive = goal(rows, "shifts-of-pages: resident / live");
        assertEquals(1.6, overLive.measured().orElseThrow(), 1e-9);
        Goal growth = goal(rows, "shifts-of-pages: resident / when sizes and remains were the same");
        assertEquals(1, growth.measured().orElseThrow(), 1e-9, "step 9 and step 4; step 10 is less than step 5");
        assertEquals(Shifts.full(Shifts.PAGES, 4), growth.remark());
        assertTrue(goal(rows, "shifts: resident / when").measured().isEmpty(), "that is another scenario");
    }

    @Test
    void metadataIsThatOfPinfold() {
        Map<String, Reading> full = Map.of(RandomMixed.FULL, new Reading(1, 100 * MIB, 100 * MIB, 7 * MIB, -1));
        Goal goal = goal(List.of(row("dense-64", result(100, full), result(1), result(1))), "dense-64");
        assertEquals(0.07, goal.measured().orElseThrow(), 1e-9);
        assertFalse(goal.met());
    }

    @Test
    void whatWasNotMeasuredHasNoFigure() {
        assertTrue(MemoryGoals.of(List.of()).stream().allMatch(goal -> goal.measured().isEmpty()
                && goal.remark().equals("not measured")));
    }
}
