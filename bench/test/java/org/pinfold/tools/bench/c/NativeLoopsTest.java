package org.pinfold.tools.bench.c;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.tools.bench.Contender;
import org.pinfold.tools.bench.Row;
import org.pinfold.tools.bench.Sample;
import org.pinfold.tools.peer.NativeLibrary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The loops as the bench sees them. Nothing depends on how long anything takes. */
class NativeLoopsTest {
    private static final long SEED = 1;
    private static final int MILLIS = 1;

    @TempDir
    private Path folder;

    private final List<String> missing = new ArrayList<>();

    private NativeLoops project() {
        Project.compiler();
        return NativeLoops.build(Project.HOME, missing::add).orElseThrow(() -> new AssertionError(missing));
    }

    private static Row row(String name, int threads) {
        return new Row(name, name, threads, false);
    }

    @Test
    void thereIsALoopForEachRow() {
        try (NativeLoops loops = project()) {
            assertEquals(Set.of("pair-64", "pair-256", "pair-1k", "pair-8k", "pair-16k", "pair-64k", "pair-1m",
                    "random-mixed", "random-128", "random-256", "random-512", "random-1k", "mid-large",
                    "mid-large-52k", "fixed-64", "batch-lifo", "batch-fifo", "producer-consumer", "larson", "sh8bench",
                    "xmalloc-test", "mstress", "cache-thrash", "cache-scratch", "glibc-simple", "alloc-test"),
                    loops.rows());
        }
    }

    @Test
    void everyAllocatorIsThereOrToldMissing() {
        try (NativeLoops loops = project()) {
            assertEquals(1 + NativeLibrary.values().length, loops.contenders().size() + missing.size());
            Contender empty = loops.contenders().getFirst();
            assertEquals("c-empty", empty.name());
            assertEquals(Contender.Family.EMPTY, empty.family());
            for (Contender contender : loops.contenders().subList(1, loops.contenders().size())) {
                assertEquals(Contender.Family.C, contender.family());
                assertEquals(empty.name(), contender.empty());
                NativeLibrary library = NativeLibrary.valueOf(contender.name().substring(2).toUpperCase(Locale.ROOT));
                assertTrue(contender.identity().endsWith("/" + library.fileName()), contender::identity);
            }
        }
    }

    @Test
    void everyRowRunsWithEveryAllocator() throws IOException {
        int ran = 0;
        try (NativeLoops loops = project()) {
            for (String name : loops.rows()) {
                for (Contender contender : loops.contenders()) {
                    Sample sample = loops.run(row(name, Project.threads(name)), contender, 3, SEED, 1, MILLIS);
                    assertEquals(name, sample.row());
                    assertEquals(contender.name(), sample.contender());
                    assertEquals(3, sample.round());
                    assertEquals(0, sample.garbageBytes());
                    assertTrue(sample.cpuNanos() > 0 && sample.wallNanos() > 0, sample::toString);
                    ran++;
                }
            }
            assertEquals(loops.rows().size() * loops.contenders().size(), ran);
        }
    }

    @Test
    void everyRowRunsWithSeveralThreads() throws IOException {
        try (NativeLoops loops = project()) {
            for (String name : loops.rows()) {
                Sample sample = loops.run(row(name, 4), loops.contenders().getLast(), 1, SEED, 2, MILLIS);
                assertTrue(sample.cpuNanos() > 0 && sample.wallNanos() > 0, sample::toString);
            }
        }
    }

    /** The canary: loops that reach another allocator than the contender's name says are refused. */
    @Test
    void aWrongAllocatorIsNoticed() throws IOException {
        LoopsProgram program = Project.loops();
        String system = NativeLibrary.GLIBC.fileName();
        CAllocator liar = new CAllocator("c-mimalloc", program, "", NativeLibrary.MIMALLOC.fileName());
        assertFalse(liar.isThere());
        IOException e = assertThrows(IOException.class, () -> liar.run("pair-64", 1, 1, SEED, 1, MILLIS));
        assertTrue(e.getMessage().startsWith("c-mimalloc was to run libmimalloc.so.2, and ran malloc of /"),
                e::getMessage);
        assertTrue(e.getMessage().endsWith("/" + system), e::getMessage);

        CAllocator notEmpty = new CAllocator("c-empty", program, "", null);
        assertThrows(IOException.class, () -> notEmpty.run("pair-64", 1, 1, SEED, 1, MILLIS));
        CAllocator empty = new CAllocator("c-glibc", Project.empty(), "", system);
        assertThrows(IOException.class, () -> empty.run("pair-64", 1, 1, SEED, 1, MILLIS));
    }

    @Test
    void aLibraryInAnothersPlaceIsNoticed() throws IOException {
        LoopsProgram program = Project.loops();
        List<CAllocator> others = new ArrayList<>();
        for (NativeLibrary library : NativeLibrary.values()) {
            CAllocator allocator = NativeLoops.allocator(program, library);
            if (allocator.isThere()) {
                others.add(allocator);
            }
        }
        for (CAllocator one : others) {
            for (CAllocator other : others) {
                CAllocator mixed = new CAllocator(one.name(), program, other.preload(), one.library());
                assertEquals(one == other, mixed.isThere(), () -> one + " with " + other);
            }
        }
    }

    @Test
    void aLibraryThatIsNotInstalledIsMissing() throws IOException {
        assertFalse(new CAllocator("c-none", Project.loops(), "libnone.so.1", "libnone.so.1").isThere());
    }

    @Test
    void whatTheProgramRefusesIsToldInItsWords() throws IOException {
        try (NativeLoops loops = project()) {
            Contender empty = loops.contenders().getFirst();
            refused("no such row: 'none'", loops, row("none", 1), empty);
            refused("this row takes an even number of threads: 'xmalloc-test'", loops, row("xmalloc-test", 3), empty);
            refused("out of range: '65'", loops, row("pair-64", 65), empty);
            refused("no loops in C for 'pinfold'", loops, row("pair-64", 1),
                    new Contender("pinfold", Contender.Family.PINFOLD, "empty", ""));
        }
    }

    private static void refused(String why, NativeLoops loops, Row row, Contender contender) {
        IOException e = assertThrows(IOException.class, () -> loops.run(row, contender, 1, SEED, 1, MILLIS));
        assertTrue(e.getMessage().contains(why), e::getMessage);
    }

    @Test
    void withoutACompilerThereAreNoLoops() {
        assertTrue(NativeLoops.build(Project.HOME, folder.toString(), missing::add).isEmpty());
        assertEquals(1, missing.size());
        assertTrue(missing.getFirst().contains("no C compiler on the PATH, by the name of cc, gcc, clang; install one"),
                missing::toString);
    }

    @Test
    void withoutSourcesThereAreNoLoops() {
        assertTrue(NativeLoops.build(folder, missing::add).isEmpty());
        assertEquals(1, missing.size());
        assertTrue(missing.getFirst().contains("their sources are not there"), missing::toString);
    }
}
