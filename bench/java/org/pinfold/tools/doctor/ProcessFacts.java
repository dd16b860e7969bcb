package org.pinfold.tools.doctor;

import org.pinfold.Heap;

/**
 * What this Java process is.
 *
 * @param jdkFeature the JDK's feature release
 * @param jdk the JDK's full version, and its folder
 * @param system operating system and processor architecture, as the JDK names them
 * @param nativeAccess whether Pinfold may call the system
 * @param javaHeapBytes the most the Java heap may grow to
 */
record ProcessFacts(int jdkFeature, String jdk, String system, boolean nativeAccess, long javaHeapBytes) {
    static ProcessFacts read() {
        return new ProcessFacts(Runtime.version().feature(),
                Runtime.version() + " in " + System.getProperty("java.home"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Heap.class.getModule().isNativeAccessEnabled(), Runtime.getRuntime().maxMemory());
    }
}
