package org.pinfold;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pinfold.mutants.ChildVm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a first block has the VM load. The bound is far from what it is, and from what several shapes of calls into the
 * C library would make of it: docs/adr/0026.
 */
class LeanStartTest {
    private static final int MOST_FORMS = 80;
    /** Hidden classes which the JDK's archive does not have. */
    private static final Pattern FORM =
            Pattern.compile("java\\.lang\\.invoke\\.LambdaForm\\$\\w+/0x\\w+ source: __JVM_LookupDefineClass__");
    /** Of loggers, of services on the class path, and of threads that wait for what is unreachable. */
    private static final List<String> UNWANTED = List.of("jdk.internal.logger.LazyLoggers ",
            "java.util.ServiceLoader$LazyClassPathLookupIterator ",
            "jdk.internal.ref.CleanerImpl$InnocuousThreadFactory ");

    /** One block of one heap. */
    static final class FirstBlock {
        private FirstBlock() {
        }

        public static void main(String[] arguments) {
            try (Heap heap = Heap.create()) {
                heap.free(heap.malloc(100));
            }
            System.out.println("freed");
        }
    }

    /** As {@link FirstBlock}, with what that must not have. */
    static final class Canary {
        private Canary() {
        }

        public static void main(String[] arguments) {
            FirstBlock.main(arguments);
            System.getLogger("canary");
            ServiceLoader.load(Runnable.class).findFirst();
            Cleaner.create();
            Linker linker = Linker.nativeLinker();
            List<MemoryLayout> parameters = new ArrayList<>();
            for (int shape = 0; shape < 6; shape++) {
                parameters.add(ValueLayout.JAVA_INT);
                linker.downcallHandle(linker.defaultLookup().findOrThrow("abs"),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters.toArray(MemoryLayout[]::new)));
            }
        }
    }

    private static String loaded(Class<?> program) {
        ChildVm.Result result = new ChildVm(program.getName())
                .vmArguments("--enable-native-access=ALL-UNNAMED", "-Xlog:class+load")
                .run();
        assertEquals(0, result.exitCode(), result::output);
        assertTrue(result.output().contains("freed"), result::output);
        assertTrue(result.output().contains("shared objects file"), "this JDK has no archive of classes");
        return result.output();
    }

    private static List<String> unwanted(String loaded) {
        return UNWANTED.stream().filter(loaded::contains).toList();
    }

    private static long forms(String loaded) {
        return FORM.matcher(loaded).results().count();
    }

    @Test
    void aFirstBlockNeedsFewHiddenClasses() {
        long forms = forms(loaded(FirstBlock.class));
        assertTrue(forms > 0 && forms <= MOST_FORMS, () -> forms + " forms");
    }

    @Test
    void noLoggerNoServiceAndNoCleanerIsLookedForBeforeItIsNeeded() {
        assertEquals(List.of(), unwanted(loaded(FirstBlock.class)));
    }

    @Test
    void aHeavierProgramIsFound() {
        String loaded = loaded(Canary.class);
        assertEquals(UNWANTED, unwanted(loaded));
        assertTrue(forms(loaded) > MOST_FORMS, () -> forms(loaded) + " forms");
    }
}
