package org.pinfold.check;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The checks depend on JUnit's API, on Lincheck and on the JDK; on nothing of Pinfold. */
class CheckDependenciesTest {
    static {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    }

    private static final ArchRule RULE = classes().that().resideInAPackage("org.pinfold.check..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("org.pinfold.check..", "java.io", "java.lang..",
                    "java.nio..", "java.util..", "org.junit.jupiter.api..", "org.jetbrains.lincheck..",
                    "org.jetbrains.kotlinx.lincheck..");
    private static final JavaClasses CHECKS =
            new ClassFileImporter().importPath(Path.of(System.getProperty("pinfold.check.classes")));

    @Test
    void theChecksUseNothingOfPinfold() {
        assertTrue(CHECKS.contain(Subject.class), "no classes were read");
        RULE.check(CHECKS);
    }

    /** Users meet few names: the suites, what they implement and say; and what Lincheck makes by itself. */
    @Test
    void whatIsPublicIsMeantToBe() {
        String names = "AllocationOperations, AllocationSpecification, Bounds, Capacity, CountingVerifier, "
                + "LincheckTests, MisuseTests, Promises, RaceTests, SecondFree, SecondFreeOperations, "
                + "SecondFreeSpecification, SoakTests, Subject, SubjectTests";
        assertEquals(names, CHECKS.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .sorted()
                .collect(Collectors.joining(", ")));
    }

    @Test
    void aUseOfPinfoldIsCaught() {
        JavaClasses subjects = new ClassFileImporter().importClasses(PinfoldSubject.class);
        String report = RULE.evaluate(subjects).getFailureReport().toString();
        assertTrue(report.contains("org.pinfold.Heap"), report);
    }
}
