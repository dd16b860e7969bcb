package org.pinfold.tools.watch;

import java.lang.instrument.Instrumentation;

/**
 * Runs in the watched process, if that was asked for: has each copy of Pinfold that is loaded there, by whatever class
 * loader, register its heaps. It must not refer to any other class of the project.
 */
public final class RegisteringAgent {
    private RegisteringAgent() {
    }

    /**
     * Called by the virtual machine that the agent is loaded into.
     *
     * @throws ReflectiveOperationException if a copy of Pinfold has no beans, or its beans cannot be registered
     */
    public static void agentmain(String arguments, Instrumentation instrumentation)
            throws ReflectiveOperationException {
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (loaded.getName().equals("org.pinfold.Heap")) {
                Class.forName("org.pinfold.jmx.HeapMBeans", true, loaded.getClassLoader())
                        .getMethod("registerAll").invoke(null);
            }
        }
    }
}
