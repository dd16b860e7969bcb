package org.pinfold.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the manifests of the jars say, and what the virtual machine makes of it. */
class ManifestTest {
    private static final String NATIVE = "Enable-Native-Access";
    private static final String VERSION = Delivered.find(Delivered.USERS_POM, "/project/version").getFirst();

    @TempDir
    private Path folder;

    /** What is said beside who wrote the file, and how. */
    private static Map<String, String> entries(Path jar) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        Delivered.manifest(jar).getMainAttributes().forEach((name, value) -> entries.put(name + "", value + ""));
        entries.keySet().removeAll(Set.of("Manifest-Version", "Created-By", "Java-Version"));
        return entries;
    }

    @Test
    void whatTheJarsSay() throws IOException {
        assertEquals(Map.of("Implementation-Title", "Pinfold", "Implementation-Version", VERSION,
                "Build-Jdk-Spec", "25", NATIVE, "ALL-UNNAMED"), entries(Delivered.LIBRARY));
        assertEquals(Map.of("Implementation-Title", "Pinfold", "Implementation-Version", VERSION,
                "Build-Jdk-Spec", "17", "Automatic-Module-Name", "org.pinfold.check"), entries(Delivered.CHECK));
        assertEquals(Map.of("Implementation-Title", "Pinfold", "Implementation-Version", VERSION,
                "Build-Jdk-Spec", "25", NATIVE, "ALL-UNNAMED", "Multi-Release", "true",
                "Main-Class", "org.pinfold.tools.Pinfold"), entries(Delivered.TOOLS));
    }

    private static ModuleDescriptor module(Path jar) {
        return ModuleFinder.of(jar).findAll().iterator().next().descriptor();
    }

    @Test
    void theLibraryIsAModuleAndTheChecksHaveAName() {
        ModuleDescriptor library = module(Delivered.LIBRARY);
        assertEquals("org.pinfold", library.name());
        assertFalse(library.isAutomatic());
        assertTrue(module(Delivered.CHECK).isAutomatic());
        assertEquals("org.pinfold.check", module(Delivered.CHECK).name());
    }

    private static int classFileVersion(Path jar, String name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            byte[] start = file.getInputStream(file.getEntry(name)).readNBytes(8);
            return start[6] << 8 | start[7];
        }
    }

    @Test
    void theClassesAreForTheJdkThatIsNamed() throws IOException {
        assertEquals(25 + 44, classFileVersion(Delivered.LIBRARY, "org/pinfold/Heap.class"));
        assertEquals(17 + 44, classFileVersion(Delivered.CHECK, "org/pinfold/check/Subject.class"));
    }

    /** A program in a jar of its own, which names the library in its class path. */
    private Path program(boolean allowed) throws IOException {
        Manifest manifest = new Manifest();
        Attributes entries = manifest.getMainAttributes();
        entries.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        entries.put(Attributes.Name.MAIN_CLASS, TellsBacking.class.getName());
        entries.put(Attributes.Name.CLASS_PATH, Delivered.LIBRARY.toUri().toString());
        if (allowed) {
            entries.put(new Attributes.Name(NATIVE), "ALL-UNNAMED");
        }
        Path jar = folder.resolve(allowed + ".jar");
        String name = TellsBacking.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new JarEntry(name));
            out.write(ManifestTest.class.getResourceAsStream("/" + name).readAllBytes());
        }
        return jar;
    }

    private static String run(Path jar) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--illegal-native-access=deny", "-jar", jar.toString()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), output);
        assertEquals(0, process.exitValue(), output);
        return output;
    }

    /** As docs/native.md has it: the library's own entry does nothing for who starts another jar. */
    @Test
    void theEntryCountsInTheJarThatIsStarted() throws IOException, InterruptedException {
        String allowed = run(program(true));
        assertTrue(allowed.contains("memory of MMAP"), allowed);
        String denied = run(program(false));
        assertTrue(denied.contains("memory of ARENA"), denied);
    }
}
