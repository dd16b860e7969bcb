package org.pinfold.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.module.ModuleDescriptor;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

/** What the code may depend on. Each rule is a function of the root package, so that it can be tried on broken code. */
enum Rules {
    /**
     * A package uses only those below it: integrations, then the api, then the heap, then the operating system,
     * protocols and traces.
     */
    LAYERS(root -> layeredArchitecture().consideringOnlyDependenciesInAnyPackage(root, root + ".heap..",
            root + ".os..", root + ".protocol..", root + ".trace..",
            root + ".arrow..", root + ".jfr..", root + ".jmx..", root + ".micrometer..",
            root + ".netty..")
            .layer("integrations")
            .definedBy(root + ".arrow..", root + ".jmx..", root + ".micrometer..", root + ".netty..")
            .layer("probes").definedBy(root + ".jfr..")
            .layer("api").definedBy(root)
            .layer("heap").definedBy(root + ".heap..")
            .layer("os").definedBy(root + ".os..")
            .layer("protocol").definedBy(root + ".protocol..")
            .optionalLayer("trace").definedBy(root + ".trace..")
            .whereLayer("integrations").mayNotBeAccessedByAnyLayer()
            .whereLayer("probes").mayNotBeAccessedByAnyLayer()
            .whereLayer("api").mayOnlyBeAccessedByLayers("integrations")
            .whereLayer("heap").mayOnlyBeAccessedByLayers("api", "probes")
            .whereLayer("os").mayOnlyBeAccessedByLayers("api", "heap")
            .whereLayer("protocol").mayOnlyBeAccessedByLayers("api", "heap")
            .whereLayer("trace").mayOnlyBeAccessedByLayers("api", "heap")),

    /** Protocols are pure: they know words, arrays and atomics, no memory and no other package of the project. */
    PROTOCOLS_STAND_ALONE(root -> classes().that().resideInAPackage(root + ".protocol..")
            .should().onlyDependOnClassesThat().resideInAnyPackage(root + ".protocol..",
                    "java.lang", "java.lang.invoke", "java.lang.runtime", "java.util", "java.util.function",
                    "java.util.concurrent.atomic")),

    /** No monitors; the style check finds the blocks, which leave no trace that this one could see. */
    NO_SYNCHRONIZED_METHODS(root -> noMethods().that().areDeclaredInClassesThat().resideInAPackage(root + "..")
            .should().haveModifier(JavaModifier.SYNCHRONIZED)),

    /** No locks of the library's either. */
    NO_LOCKS(root -> noClasses().that().resideInAPackage(root + "..")
            .should().dependOnClassesThat(resideInAPackage("java.util.concurrent.locks..")
                    .and(not(simpleName("LockSupport"))))),

    /** No thread of a user is put to sleep: the maintenance thread alone parks. */
    NO_PARKING(root -> noClasses().that().resideInAPackage(root + "..").and().doNotHaveSimpleName("Maintenance")
            .should().dependOnClassesThat().haveSimpleName("LockSupport")),

    /**
     * The library runs on java.base alone: no java.util.logging, no sun.misc, none of the internal packages; but for
     * its integrations.
     */
    JAVA_BASE_ALONE(root -> classes().that().resideInAPackage(root + "..")
            .and().resideOutsideOfPackages(root + ".arrow..", root + ".jfr..", root + ".jmx..",
                    root + ".micrometer..", root + ".netty..")
            .should().onlyDependOnClassesThat(exportedByJavaBaseOrIn(root))),

    /** An integration knows the api and what it is for, and nothing of the others. */
    ARROW_ALONE(root -> classes().that().resideInAPackage(root + ".arrow..")
            .should().onlyDependOnClassesThat(exportedByJavaBaseOrIn(root + ".arrow")
                    .or(resideInAnyPackage(root, "org.apache.arrow.memory")))),

    /** Likewise; but it is told by the heap itself. */
    JFR_ALONE(root -> classes().that().resideInAPackage(root + ".jfr..")
            .should().onlyDependOnClassesThat(exportedByJavaBaseOrIn(root + ".jfr")
                    .or(resideInAnyPackage(root, root + ".heap", "jdk.jfr..")))),

    /** Likewise. */
    JMX_ALONE(root -> classes().that().resideInAPackage(root + ".jmx..")
            .should().onlyDependOnClassesThat(exportedByJavaBaseOrIn(root + ".jmx")
                    .or(resideInAnyPackage(root, "javax.management..", "java.lang.management..")))),

    /** Likewise. */
    MICROMETER_ALONE(root -> classes().that().resideInAPackage(root + ".micrometer..")
            .should().onlyDependOnClassesThat(exportedByJavaBaseOrIn(root + ".micrometer")
                    .or(resideInAnyPackage(root, "io.micrometer.core.instrument..")))),

    /** Likewise. */
    NETTY_ALONE(root -> classes().that().resideInAPackage(root + ".netty..")
            .should().onlyDependOnClassesThat(exportedByJavaBaseOrIn(root + ".netty")
                    .or(resideInAnyPackage(root, "io.netty.."))));

    private final Function<String, ArchRule> rule;

    Rules(Function<String, ArchRule> rule) {
        this.rule = rule;
    }

    /** The rule, for the packages at and below {@code root}. */
    ArchRule in(String root) {
        return rule.apply(root);
    }

    private static DescribedPredicate<JavaClass> exportedByJavaBaseOrIn(String root) {
        Set<String> exported = Object.class.getModule().getDescriptor().exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toUnmodifiableSet());
        return DescribedPredicate.describe("are exported by java.base or reside in " + root, used -> {
            JavaClass base = used.getBaseComponentType();
            return base.isPrimitive() || exported.contains(base.getPackageName())
                    || base.getPackageName().equals(root) || base.getPackageName().startsWith(root + ".");
        });
    }
}
