package org.pinfold.os;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The canary of {@link MemorySourceContract}: each of its tests finds a source that has the fault it is about. */
class MemorySourceContractTest {
    /** The contract, of a source with a fault. */
    private static final class OfBroken extends MemorySourceContract {
        /** Set before the superclass asks for a source. */
        private static UnaryOperator<MemorySource> fault;

        @Override
        MemorySource source(PageOptions options) {
            return fault.apply(new MmapSource(ALIGNMENT, options));
        }
    }

    private static Stream<String> tests() {
        return BrokenSources.byTest().keySet().stream();
    }

    private static void run(String test, UnaryOperator<MemorySource> fault) throws Throwable {
        OfBroken.fault = fault;
        Method method = MemorySourceContract.class.getDeclaredMethod(test);
        method.setAccessible(true);
        try {
            method.invoke(new OfBroken());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @ParameterizedTest
    @MethodSource("tests")
    void findsTheFault(String test) throws Throwable {
        run(test, UnaryOperator.identity());
        assertThrows(Throwable.class, () -> run(test, BrokenSources.byTest().get(test)));
    }

    @Test
    void eachTestHasAFaultToFind() {
        Set<String> declared = Arrays.stream(MemorySourceContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class)).map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(declared, BrokenSources.byTest().keySet());
    }
}
