package org.pinfold.lincheck;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Validate;

/** Reads scenarios: the operations of each thread by their names, a bar between threads. */
final class Scenarios {
    private Scenarios() {
    }

    /** The scenario that {@code text} describes, of operations that take the number of their thread. */
    static ExecutionScenario read(Class<?> operations, String text) {
        List<List<Actor>> threads = new ArrayList<>();
        for (String names : text.split("\\|")) {
            int thread = threads.size() + 1;
            threads.add(Arrays.stream(names.trim().split(" +")).map(name -> actor(operations, name, thread)).toList());
        }
        Actor validation = Arrays.stream(operations.getMethods())
                .filter(method -> method.isAnnotationPresent(Validate.class))
                .map(method -> new Actor(method, List.of()))
                .findFirst().orElseThrow();
        return new ExecutionScenario(List.of(), threads, List.of(), validation);
    }

    private static Actor actor(Class<?> operations, String name, int thread) {
        try {
            Method method = operations.getMethod(name, int.class);
            return new Actor(method, List.of(thread));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("no operation " + name, e);
        }
    }
}
