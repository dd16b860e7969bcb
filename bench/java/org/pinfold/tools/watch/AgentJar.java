package org.pinfold.tools.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A jar with {@link RegisteringAgent} alone: nothing else of the tools shall come into the watched process. */
final class AgentJar implements AutoCloseable {
    private final Path file;

    AgentJar() throws IOException {
        file = Files.createTempFile("pinfold-agent", ".jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Agent-Class"), RegisteringAgent.class.getName());
        String entry = RegisteringAgent.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                InputStream bytes = RegisteringAgent.class.getResourceAsStream("/" + entry)) {
            jar.putNextEntry(new JarEntry(entry));
            bytes.transferTo(jar);
            jar.closeEntry();
        }
    }

    Path file() {
        return file;
    }

    /** The process has read it by now. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
