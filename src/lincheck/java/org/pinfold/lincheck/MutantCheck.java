package org.pinfold.lincheck;

/** The main class of a child VM: model checking by the named tests, which ends in an error if something is broken. */
final class MutantCheck {
    private MutantCheck() {
    }

    /** Runs the checks of these test classes, one after the other. */
    public static void main(String[] testClasses) throws ReflectiveOperationException {
        for (String testClass : testClasses) {
            LincheckRuns.named(testClass).checkOnce();
        }
        System.exit(0);
    }
}
