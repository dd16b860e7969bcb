package org.pinfold.delivery;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.config.Options;
import japicmp.model.AccessModifier;
import japicmp.output.semver.SemverOut;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The comparison that the profile "api" makes with the last release, on this jar and on one that lacks a method. */
class ApiTest {
    private static final Set<String> EXCLUDED =
            Set.copyOf(Delivered.find(Delivered.POM, "//profile[id = 'api']//excludes/exclude"));

    /** The least step there is, which the comparison asks for at least. */
    private static final String COMPATIBLE = "0.0.1";

    @TempDir
    private Path folder;

    /** The library's jar, less the methods of that name in that class. */
    private Path without(String type, String method) throws IOException {
        Path copy = folder.resolve("less.jar");
        int removed = 0;
        try (JarFile jar = new JarFile(Delivered.LIBRARY.toFile());
                OutputStream file = Files.newOutputStream(copy); JarOutputStream out = new JarOutputStream(file)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                byte[] content = jar.getInputStream(entry).readAllBytes();
                if (entry.getName().equals(type.replace('.', '/') + ".class")) {
                    byte[] less = less(content, method);
                    removed += content.length - less.length;
                    content = less;
                }
                out.putNextEntry(new JarEntry(entry.getName()));
                out.write(content);
            }
        }
        assertTrue(removed > 0, type + " has no " + method);
        return copy;
    }

    private static byte[] less(byte[] type, String method) {
        ClassFile files = ClassFile.of();
        return files.transformClass(files.parse(type), ClassTransform.dropping(
                element -> element instanceof MethodModel model && model.methodName().equalsString(method)));
    }

    /** The least change of version that the comparison asks for. */
    private static String step(Path from, Path to) {
        Options options = Options.newDefault();
        options.setAccessModifier(AccessModifier.PUBLIC);
        options.setIgnoreMissingClasses(true);
        options.addExcludeFromArgument(Optional.of(String.join(";", EXCLUDED)), false);
        return new SemverOut(options, new JarArchiveComparator(JarArchiveComparatorOptions.of(options)).compare(
                List.of(new JApiCmpArchive(from.toFile(), "1.0.0")),
                List.of(new JApiCmpArchive(to.toFile(), "1.0.1")))).generate();
    }

    @Test
    void theSameIsCompatible() {
        assertEquals(COMPATIBLE, step(Delivered.LIBRARY, Delivered.LIBRARY));
    }

    @ParameterizedTest
    @CsvSource({
        "org.pinfold.Heap, malloc", "org.pinfold.Heap$Builder, limit", "org.pinfold.SharedBlock$Pin, close",
        "org.pinfold.HeapStats, liveBytes", "org.pinfold.netty.PinfoldByteBufAllocator, create",
        "org.pinfold.arrow.PinfoldAllocationManager$Factory, <init>", "org.pinfold.micrometer.PinfoldMetrics, bindTo",
        "org.pinfold.jmx.HeapMBeans, register", "org.pinfold.jfr.PinfoldEvents, configuration"})
    void aMethodThatIsGoneIsAMajorStepAndANewOneIsNot(String type, String method) throws IOException {
        Path less = without(type, method);
        assertEquals("1.0.0", step(Delivered.LIBRARY, less));
        assertEquals(COMPATIBLE, step(less, Delivered.LIBRARY));
    }

    @ParameterizedTest
    @CsvSource({"org.pinfold.os.Machine, usableBytes", "org.pinfold.heap.SizeClasses, bytes"})
    void whatIsNotExportedMayGo(String type, String method) throws IOException {
        assertEquals(COMPATIBLE, step(Delivered.LIBRARY, without(type, method)));
    }

    @Test
    void whatIsExcludedIsWhatIsNotExported() {
        var module = ModuleFinder.of(Delivered.LIBRARY).findAll().iterator().next().descriptor();
        Set<String> hidden = new TreeSet<>(module.packages());
        module.exports().forEach(export -> hidden.remove(export.source()));
        assertEquals(hidden, new TreeSet<>(EXCLUDED));
    }
}
