package org.pinfold.tools.watch;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/**
 * The whole terminal, until it is closed; then it is as it was. JLine knows the terminal's size, has its keys one by
 * one, and writes what this terminal understands.
 */
public final class Screen implements AutoCloseable {
    private static final int ESCAPE = 27;
    private static final int AT_ONCE_MILLIS = 50;
    private static final int LOOK_MILLIS = 200;
    private static final long MILLI = 1_000_000L;

    /** What the user wants, or that time is over. */
    public enum Wish {
        /** Nothing: it is time for the next reading. */
        TIME, QUIT, NEXT, PREVIOUS,
        /** The same in another size. */
        RESIZED
    }

    private final Terminal terminal;
    private final Attributes before;
    private final Thread atExit = new Thread(this::restore);
    private final AtomicBoolean restored = new AtomicBoolean();
    private volatile boolean interrupted;
    private Size size;

    /** Takes the terminal. */
    public Screen() throws IOException {
        terminal = TerminalBuilder.builder().system(true).dumb(false).provider("ffm").graphemeCluster(false).build();
        before = terminal.enterRawMode();
        size = terminal.getSize();
        terminal.handle(Terminal.Signal.INT, signal -> interrupted = true);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Whether there is one: input and output are a terminal, of which lines can be replaced. */
    public static boolean isThere() {
        return System.console() != null && System.console().isTerminal()
                && !Terminal.TYPE_DUMB.equals(System.getenv().getOrDefault("TERM", Terminal.TYPE_DUMB));
    }

    /** In columns. */
    public int width() {
        return size.getColumns();
    }

    /** In lines. */
    public int height() {
        return size.getRows();
    }

    /** Shows these lines in the place of what is there; nothing flickers where they are the same. */
    public void show(List<AttributedString> lines) {
        terminal.puts(Capability.cursor_home);
        for (int line = 0; line < lines.size(); line++) {
            lines.get(line).print(terminal);
            terminal.puts(Capability.clr_eol);
            if (line < lines.size() - 1) {
                terminal.writer().print("\r\n");
            }
        }
        terminal.puts(Capability.clr_eos);
        terminal.flush();
    }

    /** Waits for so long at most, or until the user wants something. */
    public Wish await(long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            int key = terminal.reader().read(Math.clamp(left / MILLI, 1, LOOK_MILLIS));
            Wish wish = interrupted || key == NonBlockingReader.EOF ? Wish.QUIT : meaning(key);
            if (wish != null) {
                return wish;
            }
            Size latest = terminal.getSize();
            if (!latest.equals(size)) {
                size = latest;
                return Wish.RESIZED;
            }
        }
        return Wish.TIME;
    }

    private Wish meaning(int key) throws IOException {
        return switch (key) {
            case 'q', 'Q', 3 -> Wish.QUIT;
            case ' ', '\r', '\n' -> Wish.TIME;
            case '\t', 'n' -> Wish.NEXT;
            case 'p' -> Wish.PREVIOUS;
            case ESCAPE -> arrow();
            default -> null;
        };
    }

    /** Arrows begin as the key does that leaves. */
    private Wish arrow() throws IOException {
        int second = terminal.reader().read(AT_ONCE_MILLIS);
        if (second != '[' && second != 'O') {
            return Wish.QUIT;
        }
        return switch (terminal.reader().read(AT_ONCE_MILLIS)) {
            case 'B', 'C' -> Wish.NEXT;
            case 'A', 'D', 'Z' -> Wish.PREVIOUS;
            default -> null;
        };
    }

    private void restore() {
        if (restored.compareAndSet(false, true)) {
            terminal.puts(Capability.cursor_visible);
            terminal.puts(Capability.exit_ca_mode);
            terminal.flush();
            terminal.setAttributes(before);
        }
    }

    @Override
    public void close() throws IOException {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ignored) {
            // It runs, or has run.
        }
        terminal.close();
    }
}
