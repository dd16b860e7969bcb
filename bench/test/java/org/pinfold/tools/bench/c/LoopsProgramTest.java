package org.pinfold.tools.bench.c;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The program itself: what it draws, and what its loops call. */
class LoopsProgramTest {
    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final int DRAWS = 1 << 16;
    /** Blocks that a row may hold at the end. */
    private static final long MOST_LIVE = 5000;
    /** What the program's own output needs. */
    private static final long FEW = 100;

    /** Counts calls, and says at the end how many there were. */
    private static final String COUNTING_ALLOCATOR = """
            #include <stdatomic.h>
            #include <stddef.h>
            #include <stdio.h>
            extern void *__libc_malloc(size_t size);
            extern void __libc_free(void *block);
            static atomic_long allocated, freed;
            void *malloc(size_t size) {
                atomic_fetch_add(&allocated, 1);
                return __libc_malloc(size);
            }
            void free(void *block) {
                if (block != NULL) {
                    atomic_fetch_add(&freed, 1);
                }
                __libc_free(block);
            }
            static __attribute__((destructor)) void tell(void) {
                printf("%ld %ld\\n", atomic_load(&allocated), atomic_load(&freed));
            }
            """;

    @TempDir
    private Path folder;

    /** The JDK's generator is the same one. */
    @Test
    void slotsAndSizesAreThoseOfTheSeed() throws IOException {
        for (long seed : new long[] {1, 42, -7, Long.MIN_VALUE}) {
            List<String> drawn = drawn(seed, 4096, 16, 1024);
            assertEquals(DRAWS, drawn.size());
            SplittableRandom random = new SplittableRandom(seed);
            for (String pair : drawn) {
                long slot = Long.remainderUnsigned(random.nextLong(), 4096);
                long size = 16 + Long.remainderUnsigned(random.nextLong(), 1024 - 16 + 1);
                assertEquals(slot + " " + size, pair, "seed " + seed);
            }
        }
    }

    @Test
    void slotsAndSizesOfSeedOneAreKnown() throws IOException {
        assertEquals(List.of("3265 403", "1374 829", "1465 735", "3237 525"), drawn(1, 4096, 16, 1024).subList(0, 4));
    }

    private static List<String> drawn(long seed, int slots, int least, int most) throws IOException {
        return Project.loops().run("", SHORT, "--sequence", Long.toString(seed), Integer.toString(slots),
                Integer.toString(least), Integer.toString(most)).lines().toList();
    }

    /** The compiler has removed no call; the program without an allocator, which calls neither, is the canary. */
    @Test
    void anOperationIsACallOfMallocAndOneOfFree() throws IOException {
        String counter = countingAllocator();
        for (String row : Project.loops().rows()) {
            Calls calls = calls(Project.loops(), counter, row);
            assertTrue(calls.operations > 0 && calls.allocated >= calls.operations, () -> row + ": " + calls);
            assertTrue(calls.freed >= calls.allocated - MOST_LIVE, () -> row + ": " + calls);
            Calls none = calls(Project.empty(), counter, row);
            assertTrue(none.operations > 0 && none.allocated < FEW && none.freed < FEW, () -> row + ": " + none);
        }
    }

    private record Calls(long operations, long allocated, long freed) {
    }

    private String countingAllocator() throws IOException {
        Path source = Files.writeString(folder.resolve("counting.c"), COUNTING_ALLOCATOR);
        Path library = folder.resolve("libcounting.so");
        Project.compiler().compile(List.of(source), library, List.of("-shared", "-fPIC"));
        return library.toString();
    }

    private static Calls calls(LoopsProgram program, String preload, String row) throws IOException {
        String printed = program.run(preload, SHORT, row, Integer.toString(Project.threads(row)), "1", "3", "4");
        List<String> lines = printed.lines().toList();
        long operations = LoopsOutput.read(lines.getFirst()).windows().stream()
                .mapToLong(LoopsOutput.Window::operations).sum();
        String[] counted = lines.getLast().split(" ");
        return new Calls(operations, Long.parseLong(counted[0]), Long.parseLong(counted[1]));
    }

    @Test
    void theCompilerHasNothingToWarnOf() throws IOException {
        try (var files = Files.list(Project.HOME.resolve(LoopsBuild.SOURCES))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
            assertTrue(sources.size() > 1, sources::toString);
            CCompiler compiler = Project.compiler();
            compiler.compile(sources, folder.resolve("loops"), List.of("-Werror"));
            Path careless = Files.writeString(folder.resolve("careless.c"), "int main(void) { int unused; }\n");
            assertThrows(IOException.class,
                    () -> compiler.compile(List.of(careless), folder.resolve("careless"), List.of("-Werror")));
        }
    }

    @Test
    void aProgramThatIsUpToDateIsNotCompiledAgain() throws IOException {
        Path first = Project.loops().file();
        Object built = Files.getLastModifiedTime(first);
        assertEquals(first, Project.loops().file());
        assertEquals(built, Files.getLastModifiedTime(first));
    }

    @Test
    void changedSourcesAreCompiledAgain() throws IOException {
        LoopsBuild build = new LoopsBuild(Project.compiler(), folder);
        Path source = Files.createDirectories(folder.resolve(LoopsBuild.SOURCES)).resolve("loops.c");
        Files.writeString(source, "#include <stdio.h>\nint main(void) { return puts(\"one\") < 0; }\n");
        assertEquals("one\n", build.loops().run("", SHORT));
        Files.writeString(source, "#include <stdio.h>\nint main(void) { return puts(\"two\") < 0; }\n");
        assertEquals("two\n", build.loops().run("", SHORT));
        assertThrows(IOException.class, () -> build.loops().allocator(""), "prints no result");
        Files.writeString(source, "int main(void) { return unheard_of; }\n");
        IOException e = assertThrows(IOException.class, build::loops);
        assertTrue(e.getMessage().contains("unheard_of"), e::getMessage);
    }

    @Test
    void aProgramThatDoesNotEndIsEnded() throws IOException {
        LoopsProgram loops = Project.loops();
        IOException e = assertThrows(IOException.class,
                () -> loops.run("", Duration.ofMillis(1), "pair-64", "1", "1", "1000", "60000"));
        assertTrue(e.getMessage().contains("did not end within"), e::getMessage);
    }
}
