package org.pinfold.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the system tells in files, where a test writes them. */
abstract class FilesBelowRoot {
    @TempDir
    Path root;
    SystemFiles files;

    @BeforeEach
    final void readBelowRoot() {
        files = new SystemFiles(root);
    }

    final void write(String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
    }
}
