package org.pinfold.architecture;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The compiled library obeys each rule, and each rule catches the code that breaks it. */
class LayersTest {
    static {
        // The rules look at names of packages alone; without this the JDK's own classes are read for each of them.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    }

    private static final JavaClasses LIBRARY =
            new ClassFileImporter().importPath(Path.of(System.getProperty("pinfold.classes")));

    private static final String BROKEN = "org.pinfold.architecture.broken";

    @ParameterizedTest
    @EnumSource
    void libraryObeys(Rules rule) {
        rule.in("org.pinfold").check(LIBRARY);
    }

    @ParameterizedTest
    @EnumSource
    void brokenCodeIsCaught(Rules rule) {
        String culprit = switch (rule) {
            case LAYERS -> "os.CallsUpwards.count()";
            case PROTOCOLS_STAND_ALONE -> "java.lang.foreign.MemorySegment";
            case NO_SYNCHRONIZED_METHODS -> "heap.Locking.count()";
            case NO_LOCKS -> "java.util.concurrent.locks.ReentrantLock";
            case NO_PARKING -> "heap.Locking.sleep()";
            case JAVA_BASE_ALONE -> "java.util.logging.Logger";
            case ARROW_ALONE -> "arrow.ReachesDown.count()";
            case JFR_ALONE -> "jfr.KnowsAnother.threads()";
            case JMX_ALONE -> "jmx.KnowsAnother.isRecording()";
            case MICROMETER_ALONE -> "micrometer.KnowsAnother.threads()";
            case NETTY_ALONE -> "heap.Locking.count()";
        };
        assertCaught(rule, culprit);
    }

    @Test
    void integrationsInTheCoreAreCaught() {
        assertCaught(Rules.LAYERS, "netty.Adapter.buffers()");
        assertCaught(Rules.JAVA_BASE_ALONE, "io.netty.buffer.ByteBuf");
        assertCaught(Rules.JAVA_BASE_ALONE, "os.KnowsArrow.empty()");
    }

    private static void assertCaught(Rules rule, String culprit) {
        JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);
        String report = rule.in(BROKEN).evaluate(broken).getFailureReport().toString();
        assertTrue(report.contains(culprit), () -> rule + " did not catch " + culprit + ": " + report);
    }
}
