package org.pinfold.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Reading, applying and compiling mutants of a class made for the purpose. */
class MutantTest {
    private static final String SOURCE = """
            package p;
            class Counter {
                int one = 1;
                int alsoOne = 1;
                int next(int n) {
                    return n + one;
                }
            }
            """;
    private static final String HEADER = """
            The sum is a difference (nowhere).
            killers: U L
            file: p/Counter.java
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void source() throws IOException {
        Files.createDirectories(folder.resolve("main/p"));
        Files.writeString(folder.resolve("main/p/Counter.java"), SOURCE);
    }

    @Test
    void everyPartOfTheFileIsRead() throws IOException {
        Mutant mutant = parse("07-sum-wrong.mutant", HEADER + block("n + one", "n - one"));
        assertEquals(7, mutant.number());
        assertEquals("Counter", mutant.protocol());
        assertEquals("sum-wrong", mutant.name());
        assertEquals("The sum is a difference (nowhere).", mutant.summary());
        assertEquals(Set.of(Killer.U, Killer.L), mutant.killers());
        assertEquals(List.of(new Replacement("p/Counter.java", "n + one", "n - one")), mutant.replacements());
        assertEquals("Counter/07-sum-wrong", mutant.toString());
    }

    @Test
    void theMutatedClassIsCompiledAlone() throws IOException {
        Mutant mutant = parse("07-sum-wrong.mutant", HEADER + block("n + one", "n - one"));
        Path classes = compile(mutant);
        assertTrue(Files.isRegularFile(classes.resolve("p/Counter.class")));
        String mutated = Files.readString(folder.resolve("out/Counter/07-sum-wrong/sources/p/Counter.java"));
        assertEquals(SOURCE.replace("n + one", "n - one"), mutated);
    }

    @Test
    void severalBlocksApplyInTheirOrder() throws IOException {
        Mutant mutant = parse("07-sum-wrong.mutant", HEADER
                + block("    int next(int n) {\n        return n + one;", "    int next(int n) {\n        return n;")
                + "\n" + block("return n;", "return 0;"));
        compile(mutant);
        String mutated = Files.readString(folder.resolve("out/Counter/07-sum-wrong/sources/p/Counter.java"));
        assertTrue(mutated.contains("        return 0;\n"), mutated);
    }

    @Test
    void aBlockThatOccursTwiceFails() throws IOException {
        Mutant mutant = parse("07-sum-wrong.mutant", HEADER + block("= 1;", "= 2;"));
        AssertionError error = assertThrows(AssertionError.class, () -> compile(mutant));
        assertTrue(error.getMessage().contains("Counter/07-sum-wrong"), error.getMessage());
        assertTrue(error.getMessage().contains("occurs more than once in p/Counter.java"), error.getMessage());
    }

    @Test
    void aBlockThatOccursNowhereFails() throws IOException {
        Mutant mutant = parse("07-sum-wrong.mutant", HEADER + block("n * one", "n - one"));
        AssertionError error = assertThrows(AssertionError.class, () -> compile(mutant));
        assertTrue(error.getMessage().contains("does not occur in p/Counter.java"), error.getMessage());
    }

    @Test
    void aMutantThatDoesNotCompileFails() throws IOException {
        Mutant mutant = parse("07-sum-wrong.mutant", HEADER + block("n + one", "n + two"));
        AssertionError error = assertThrows(AssertionError.class, () -> compile(mutant));
        assertTrue(error.getMessage().contains("does not compile"), error.getMessage());
        assertTrue(error.getMessage().contains("two"), error.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7-sum.mutant    | What.~killers: U~file: p/C.java~<<<<~a~====~b~>>>>        | the file's name
            07-sum.mutant   | killers: U~file: p/C.java~<<<<~a~====~b~>>>>              | line 1: the first line
            07-sum.mutant   | What.~file: p/C.java~<<<<~a~====~b~>>>>                   | line 2: the second line
            07-sum.mutant   | What.~killers: Q~file: p/C.java~<<<<~a~====~b~>>>>        | line 2: no such killer: "Q"
            07-sum.mutant   | What.~killers: U~<<<<~a~====~b~>>>>                       | line 3: a block before
            07-sum.mutant   | What.~killers: U~file: p/C.java~a                         | line 4: neither
            07-sum.mutant   | What.~killers: U~file: p/C.java~<<<<~a~====~a~>>>>        | line 8: a block that changes
            07-sum.mutant   | What.~killers: U~file: p/C.java~<<<<~~====~b~>>>>         | line 8: a block that changes
            07-sum.mutant   | What.~killers: U~file: p/C.java~<<<<~a~====~b             | line 7: the file ends
            07-sum.mutant   | What.~killers: U~file: p/C.java~<<<<~a                    | line 5: the file ends
            07-sum.mutant   | What.~killers: U~file: p/C.java                           | line 3: no block
            """)
    void aMalformedFileIsNamedWithItsLine(String file, String text, String message) {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class,
                () -> parse(file, text.replace('~', '\n')));
        assertTrue(error.getMessage().contains(file), error.getMessage());
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }

    private Mutant parse(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("Counter")).resolve(name);
        return MutantParser.parse(Files.writeString(file, text));
    }

    private Path compile(Mutant mutant) {
        return mutant.compile(folder.resolve("main"), folder.resolve("out"));
    }

    private static String block(String find, String replacement) {
        return "<<<<\n" + find + "\n====\n" + replacement + "\n>>>>\n";
    }
}
