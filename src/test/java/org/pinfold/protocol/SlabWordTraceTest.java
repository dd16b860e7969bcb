package org.pinfold.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pinfold.evidence.Evidence;
import org.pinfold.evidence.Tier;
import org.pinfold.mutants.ChildVm;
import org.pinfold.mutants.Killer;
import org.pinfold.mutants.Mutant;
import org.pinfold.mutants.Replacement;
import org.pinfold.specs.RecordedWords;
import org.pinfold.tools.evidence.Layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the real code writes when threads race for a slab is a behaviour of {@code specs/BatchRefill.tla}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlabWordTraceTest {
    private static final int WORDS = Tier.bound("pinfold.trace.words", 300, 1_500, 3_000);
    private static final long SEED = Exploration.random(SlabWordTraceTest.class).nextLong();
    /** At least every so many words another thread writes. */
    private static final int TURNS = 20;
    private static final List<String> BOUNDS = List.of("Threads = {t1}", "Capacity = " + RecordedSlab.CAPACITY,
            "Want = " + RecordedSlab.WANT, "MaxChain = " + RecordedSlab.LONGEST_CHAIN);

    /** A word, and the thread that wrote it. */
    private record Entry(String state, int carved, int count, String head, long writer) {
        static Entry parse(String line) {
            String[] part = line.split("[ =]");
            return new Entry(part[0], Integer.parseInt(part[2]), Integer.parseInt(part[4]), part[6],
                    Long.parseLong(part[8]));
        }

        Entry withOneMore() {
            return new Entry(state, carved, count + 1, head, writer);
        }

        String tla() {
            return "Pack(\"%s\", %d, %d, %s)".formatted(state, carved, count, head);
        }
    }

    private List<Entry> trace;

    @BeforeAll
    void record() {
        trace = run("recorded");
    }

    /** Runs the real code, but for the recording and these edits. */
    private static List<Entry> run(String name, Replacement... edits) {
        List<Replacement> all = new ArrayList<>(List.of(edits));
        all.add(new Replacement("org/pinfold/protocol/SlabWord.java", WordLog.REAL, WordLog.RECORDING));
        Mutant recording = new Mutant(0, "SlabWord", name, "records its words", EnumSet.noneOf(Killer.class), all);
        ChildVm.Result result = new ChildVm(RecordedSlab.class.getName())
                .classPathFirst(recording.compile())
                .vmArguments("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m")
                .arguments(Integer.toString(WORDS), Long.toString(SEED))
                .run();
        assertEquals(0, result.exitCode(), result::output);
        return result.output().lines().map(Entry::parse).toList();
    }

    @Test
    void theModelHasABehaviourThatWritesTheseWords() {
        assertTrue(trace.size() >= WORDS, "only " + trace.size() + " words");
        assertEquals("DEAD", trace.getLast().state());
        int written = written("real", trace);
        assertEquals(trace.size(), written, () ->
                "no behaviour of the model leads from " + trace.get(written - 1) + " to " + trace.get(written));
        Evidence.leave("SlabWord", Layer.TRACES, Map.of("steps", trace.size()));
    }

    @Test
    void threadsTookTurns() {
        long turns = IntStream.range(1, trace.size())
                .filter(i -> trace.get(i).writer() != trace.get(i - 1).writer()).count();
        System.out.println("SlabWordTraceTest: " + trace.size() + " words, " + turns + " turns");
        assertTrue(turns >= trace.size() / TURNS, "another thread's turn only " + turns + " times");
    }

    /** Carved blocks never become fewer, whatever is done. */
    @Test
    @Tag("canary")
    void canaryTwoWordsInTheWrongOrderAreRejected() {
        int later = first(2, i -> trace.get(i).carved() > trace.get(i - 1).carved());
        List<Entry> doctored = new ArrayList<>(trace);
        Collections.swap(doctored, later - 1, later);
        assertTrue(written("swapped", doctored) <= later);
    }

    /** Only to hold and to let go lead to another state with as many blocks home. */
    @Test
    @Tag("canary")
    void canaryAWrongCounterIsRejected() {
        int next = first(trace.size() / 2, i -> trace.get(i).count() == trace.get(i - 1).count()
                && !trace.get(i).state().equals(trace.get(i - 1).state()));
        List<Entry> doctored = new ArrayList<>(trace);
        doctored.set(next - 1, trace.get(next - 1).withOneMore());
        assertTrue(written("miscounted", doctored) <= next);
    }

    /** A slab that stays listed though it has nothing left to give. */
    @Test
    @Tag("canary")
    void canaryWhatBrokenCodeWritesIsRejected() {
        List<Entry> broken = run("broken", new Replacement("org/pinfold/protocol/BatchRefill.java",
                "exhausted ? FULL : LISTED", "LISTED"));
        assertTrue(written("broken", broken) < broken.size());
    }

    private int first(int begin, IntPredicate wanted) {
        return IntStream.range(begin, trace.size()).filter(wanted).findFirst().orElseThrow();
    }

    private static int written(String name, List<Entry> words) {
        return RecordedWords.written(name, "SlabWordTrace", BOUNDS, words.stream().map(Entry::tla).toList());
    }
}
