package org.pinfold.misuse;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.Backing;
import org.pinfold.Heap;
import org.pinfold.mutants.ChildVm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** How a VM ends in which heaps are open: as it would without them, and no later. */
class ExitTest {
    private static final int CODE = 7;
    private static final List<String> HOOK = List.of("hook: all operations", "hook: violations []", "hook: closed",
            "hook: refused");

    /** What brings about the end, with which exit code, and what is told until then. */
    private enum Ending {
        EXIT(CODE, HOOK),
        HALT(CODE, List.of()),
        RETURN(0, Stream.concat(Stream.of("maintained: true"), HOOK.stream()).toList());

        private final int code;
        private final List<String> told;

        Ending(int code, List<String> told) {
            this.code = code;
            this.told = told;
        }
    }

    /** A program that ends while its threads use a heap, and has a hook that uses and closes it. */
    static final class Program {
        private static final int THREADS = 4;
        private static final int OPERATIONS = 5_000;

        private Program() {
        }

        public static void main(String[] arguments) throws InterruptedException {
            Ending ending = Ending.valueOf(arguments[0]);
            Heap heap = Heap.builder().limit(Setup.LIMIT).backing(Backing.valueOf(arguments[1])).build();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> useAndClose(heap)));
            CountDownLatch busy = new CountDownLatch(THREADS);
            for (int i = 0; i < THREADS; i++) {
                SplittableRandom random = new SplittableRandom(i);
                Thread.ofPlatform().daemon(ending == Ending.RETURN).start(() -> useUntilRefused(heap, random, busy));
            }
            busy.await();
            switch (ending) {
                case EXIT -> System.exit(CODE);
                case HALT -> Runtime.getRuntime().halt(CODE);
                case RETURN -> System.out.println("maintained: " + Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread -> thread.getName().equals("pinfold-maintenance")));
                default -> throw new AssertionError(ending);
            }
        }

        private static void useUntilRefused(Heap heap, SplittableRandom random, CountDownLatch busy) {
            long[] blocks = new long[50];
            try {
                for (int i = 0;; i++) {
                    int slot = random.nextInt(blocks.length);
                    long old = blocks[slot];
                    blocks[slot] = 0;
                    heap.free(old);
                    blocks[slot] = heap.malloc(random.nextInt(100) == 0 ? 300_000 : random.nextInt(5_000));
                    if (i == OPERATIONS) {
                        busy.countDown();
                    }
                }
            } catch (IllegalStateException closed) {
                // The hook was faster than the end of the VM.
            }
        }

        private static void useAndClose(Heap heap) {
            Operations.on(heap).values().forEach(Runnable::run);
            System.out.println("hook: all operations");
            System.out.println("hook: violations " + heap.audit().violations());
            heap.close();
            System.out.println("hook: closed");
            try {
                heap.malloc(1);
            } catch (IllegalStateException refused) {
                System.out.println("hook: refused");
            }
        }
    }

    static Stream<Arguments> endings() {
        return Stream.of(Ending.values()).flatMap(ending ->
                Stream.of(Backing.MMAP, Backing.ARENA).map(backing -> Arguments.of(ending, backing)));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void theVmEndsAndItsHooksMayUseTheHeap(Ending ending, Backing backing) {
        ChildVm.Result result = InVmTest.vm(Program.class).arguments(ending.name(), backing.name()).run();
        assertFalse(result.crashed(), result::output);
        assertEquals(ending.code, result.exitCode(), result::output);
        assertEquals(ending.told, result.output().lines().toList());
    }
}
