package org.pinfold.architecture;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.mutants.ChildVm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The library as a module: on java.base alone it works, but for its integrations, which work where their module is. */
class ModuleTest {
    /** The library, and what its packages that need more than the JDK are for. */
    private static String modulePath() {
        String separator = System.getProperty("path.separator");
        return Stream.concat(Stream.of(System.getProperty("pinfold.classes")),
                Stream.of(System.getProperty("pinfold.dependencies").split(separator))
                        .filter(jar -> jar.contains("micrometer"))).collect(Collectors.joining(separator));
    }

    private static String run(String... modules) {
        List<String> arguments = new ArrayList<>(List.of(
                "--module-path", modulePath(), "--add-modules", "org.pinfold",
                "--enable-native-access=org.pinfold"));
        arguments.addAll(List.of(modules));
        ChildVm.Result result = new ChildVm(ModuleProgram.class.getName())
                .classPath(System.getProperty("pinfold.test.classes"))
                .vmArguments(arguments.toArray(String[]::new))
                .run();
        assertEquals(0, result.exitCode(), result::output);
        assertTrue(result.output().contains("heap of org.pinfold true"), result::output);
        return result.output();
    }

    @Test
    void javaBaseAloneWillDo() {
        String output = run("--limit-modules", "org.pinfold");
        assertTrue(output.contains("without javax/management"), output);
        assertTrue(output.contains("without jdk/jfr"), output);
        assertTrue(output.contains("without io/micrometer"), output);
    }

    @Test
    void integrationsWorkWhereTheirModuleIs() {
        String output = run("--add-modules", "micrometer.core");
        assertFalse(output.contains("without"), output);
        assertTrue(output.contains("org.pinfold:type=Heap,name=module"), output);
        assertTrue(output.contains("1 refill recorded"), output);
        assertTrue(output.contains("8388608.0 bytes at most"), output);
    }

    /** What looks for recordings is there from the first heap on; the events come with the first recording. */
    @Test
    void eventsAreNotLoadedBeforeTheyAreWanted() {
        String output = run("--limit-modules", "org.pinfold,java.management,jdk.jfr", "-Xlog:class+load");
        String before = output.substring(0, output.indexOf("before the first recording"));
        assertTrue(before.contains("org.pinfold.jfr.FlightRecorderProbe"), "nothing looks for recordings");
        assertFalse(before.contains("org.pinfold.jfr.RefillEvent"), "an event is there already");
        assertTrue(output.contains("org.pinfold.jfr.RefillEvent"), "no event");
    }

    /** What javac says of a module that has the library alone on its module path, and requires it and more. */
    private static String compile(Path folder, String more) throws IOException {
        Path module = Files.writeString(folder.resolve("module-info.java"),
                "module user { requires org.pinfold; " + more + "}");
        Path program = Files.writeString(folder.resolve("User.java"), """
                package user;
                class User {
                    static long block(org.pinfold.Heap heap) {
                        return heap.malloc(1);
                    }
                }
                """);
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        int code = ToolProvider.findFirst("javac").orElseThrow().run(writer, writer, "-d", folder.toString(),
                "-Xlint:all", "-Werror", "--module-path", System.getProperty("pinfold.classes"),
                module.toString(), program.toString());
        return code + said.toString();
    }

    /** Else a user would have to have Netty and Micrometer to compile. */
    @Test
    void whoRequiresTheModuleNeedsNoIntegration(@TempDir Path folder) throws IOException {
        assertEquals("0", compile(folder, ""));
        String canary = compile(folder, "requires io.netty.buffer; ");
        assertTrue(canary.contains("module not found: io.netty.buffer"), canary);
    }
}
