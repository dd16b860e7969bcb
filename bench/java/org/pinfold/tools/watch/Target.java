package org.pinfold.tools.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A process to watch, looked at from outside. To attach, the JDK sends a signal that ends programs which do not expect
 * it; so it has to be known before that this is a Java VM which lets itself be attached to.
 *
 * @param pid the process's number
 */
public record Target(long pid) {
    private static final long LAST_MOMENT_NANOS = 2_000_000_000L;
    private static final long PAUSE_NANOS = 20_000_000L;
    private static final String SUPERUSER = "root";
    private static final String OFF = "-XX:+DisableAttachMechanism";

    /** Does nothing if the process is a Java VM that can be attached to, as far as can be told from outside. */
    void requireAttachable() throws TargetException {
        if (pid == ProcessHandle.current().pid()) {
            throw new TargetException("process " + pid + " is this tool itself: give another one's number");
        }
        if (!isAlive()) {
            throw new TargetException("there is no process " + pid
                    + ": without a number, 'pinfold top' lists the Java processes that have Pinfold heaps");
        }
        requireOwn();
        requireVm();
        if (arguments().contains(OFF)) {
            throw new TargetException("process " + pid + " was started with " + OFF
                    + ": start it without that to watch it");
        }
    }

    boolean isAlive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !isZombie();
    }

    /** Whether the process has ended, and its parent has not asked for that yet. */
    private boolean isZombie() {
        try {
            String status = Files.readString(file("stat"), StandardCharsets.ISO_8859_1);
            return status.startsWith(" Z", status.lastIndexOf(')') + 1);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the process ends within a moment, as one does that closes its connections. */
    boolean isEnding() {
        long end = System.nanoTime() + LAST_MOMENT_NANOS;
        while (isAlive() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return !isAlive();
    }

    private void requireOwn() throws TargetException {
        String owner = owner(file(""));
        String own = owner(Path.of("/proc", Long.toString(ProcessHandle.current().pid())));
        if (owner != null && own != null && !owner.equals(own) && !own.equals(SUPERUSER)) {
            throw new TargetException("process " + pid + " belongs to the user " + owner + ": run this as that user"
                    + " (sudo -u " + owner + " ./pinfold ...), or as root");
        }
    }

    private void requireVm() throws TargetException {
        Optional<Boolean> vm = maps("libjvm.so");
        if (vm.isPresent() && !vm.get()) {
            throw new TargetException("process " + pid + " is no Java virtual machine (a native image is none either):"
                    + " give the number of a Java process; 'pinfold top' without one lists them");
        }
    }

    /** The class that the process runs, or its jar, as far as that can be told; else nothing. */
    public String program() {
        List<String> arguments = arguments();
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("-jar") && i + 1 < arguments.size()) {
                return String.valueOf(Path.of(arguments.get(i + 1)).getFileName());
            }
            if (argument.matches("-cp|-classpath|--class-path|-p|--module-path|--add-modules|--add-opens|--add-exports"
                    + "|--add-reads|--patch-module|--limit-modules|--upgrade-module-path")) {
                i++;
            } else if (!argument.startsWith("-") && !argument.startsWith("@")) {
                return argument;
            }
        }
        return "";
    }

    private List<String> arguments() {
        try {
            byte[] line = Files.readAllBytes(file("cmdline"));
            return Arrays.asList(new String(line, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Whether a library is mapped; empty if the system does not tell. */
    private Optional<Boolean> maps(String library) {
        try {
            return Optional.of(Files.readString(file("maps"), StandardCharsets.ISO_8859_1).contains(library));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(false);
        }
    }

    private Path file(String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }

    private static String owner(Path file) {
        try {
            return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }
}
