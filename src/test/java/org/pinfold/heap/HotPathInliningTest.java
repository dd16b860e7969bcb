package org.pinfold.heap;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinfold.mutants.ChildVm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Reads the compiler's own log of a program that allocates and frees: all of the hot path is inlined into the caller's
 * loop, and nothing of the slow one. {@link HotMethodsTest} tells sooner which method has become too large for it.
 */
class HotPathInliningTest {
    /** The log of the last compilation of the loop, by the optimizing compiler, of everything below it. */
    private static List<String> inlined;

    @BeforeAll
    static void compileTheLoop() {
        ChildVm.Result result = new ChildVm(HotLoop.class.getName())
                .vmArguments("--enable-native-access=ALL-UNNAMED", "-XX:+UnlockDiagnosticVMOptions", "-Xbatch",
                        "-XX:+PrintCompilation", "-XX:+PrintInlining", "-XX:-UseOnStackReplacement")
                .run();
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("1280000 blocks"), result.output());
        List<String> lines = result.output().lines().toList();
        int start = lines.size() - 1;
        while (start >= 0 && !lines.get(start).matches("\\s*\\d+\\s+\\d+\\s+b?\\s+4\\s+\\S*HotLoop::round .*")) {
            start--;
        }
        assertTrue(start >= 0, "the loop was not compiled:\n" + result.output());
        inlined = lines.subList(start + 1, lines.size()).stream()
                .dropWhile(line -> !line.contains("@ ")).takeWhile(line -> line.contains("@ ")).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Heap::malloc", "Heap::free", "Allocator::takeBlock", "Allocator::allocateBlock",
        "Allocator::handOut", "Allocator::freeBlock", "Allocator::takeBack", "Hints::cache", "Magazines::pop",
        "Magazines::push", "UnitTable::block", "UnitTable::isIndex", "SizeClasses::of", "BlockState::allocate",
        "BlockState::free"})
    void isInlinedWhereverItIsCalled(String method) {
        List<String> calls = inlined.stream().filter(line -> line.contains("." + method + " (")).toList();
        assertFalse(calls.isEmpty(), () -> method + " is not in the log:\n" + String.join("\n", inlined));
        calls.forEach(line -> assertTrue(line.contains("inline (hot)") || line.contains("accessor"), line));
    }

    @Test
    void theSlowPathsStayOutside() {
        List<String> slow = inlined.stream().filter(line -> line.contains(".SlowPaths::")).toList();
        slow.forEach(line -> assertFalse(line.contains("inline (hot)"), line));
        List<String> outside = inlined.stream()
                .filter(line -> line.contains("failed to inline") && !line.contains(".SlowPaths::")).toList();
        assertEquals(List.of(), outside, "a call in the hot path");
    }
}
