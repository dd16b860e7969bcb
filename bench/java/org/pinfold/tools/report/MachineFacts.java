package org.pinfold.tools.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine on which figures were taken. */
public record MachineFacts(String cpu, int cores, String kernel, String architecture, String jdk) {
    private static final String CPU_FIELD = "model name";

    /** Those of this machine. */
    public static MachineFacts read() {
        return new MachineFacts(cpuModel(), Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"), System.getProperty("os.arch"),
                System.getProperty("java.vendor.version", System.getProperty("java.vendor")) + " "
                        + Runtime.version());
    }

    private static String cpuModel() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith(CPU_FIELD))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst().orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
