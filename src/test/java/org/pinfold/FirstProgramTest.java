package org.pinfold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The program at the top of README.md, run as it stands there by the command below it, prints what README.md shows. */
class FirstProgramTest {
    private static final Path BASE = Path.of(System.getProperty("pinfold.basedir"));
    private static final String JAR = "target/pinfold-0.1.0-SNAPSHOT.jar";

    @Test
    @Tag("mapped")
    void theFirstProgramOfTheReadmePrintsWhatIsShown(@TempDir Path folder) throws IOException, InterruptedException {
        String readme = Files.readString(BASE.resolve("README.md"));
        Files.writeString(folder.resolve("First.java"), block(readme, "```java\n"));
        String commands = block(readme, "```\n./pinfold doctor");
        String[] command = commands.substring(commands.indexOf("\njava ") + 1).strip()
                .replace(JAR, BASE.resolve("target/classes").toString()).split(" ");
        command[0] = Path.of(System.getProperty("java.home"), "bin", command[0]).toString();
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), output);
        assertEquals(0, process.exitValue(), output);
        assertEquals(withoutAddresses(block(readme, "```\nDOUBLE_FREE")), withoutAddresses(output));
    }

    @Test
    void theReadmeNamesTheJarThatIsBuilt() throws IOException {
        String pom = Files.readString(BASE.resolve("pom.xml"));
        String version = pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));
        assertTrue(Files.readString(BASE.resolve("README.md")).contains("target/pinfold-" + version + ".jar"), version);
    }

    /** The text of the first block that begins so, without its marks. */
    private static String block(String readme, String begin) {
        int mark = readme.indexOf(begin);
        assertTrue(mark >= 0, "no block in README.md that begins with " + begin);
        int start = readme.indexOf('\n', mark) + 1;
        return readme.substring(start, readme.indexOf("```", start));
    }

    private static String withoutAddresses(String text) {
        return text.replaceAll("0x[0-9a-f]+", "0x").strip();
    }
}
