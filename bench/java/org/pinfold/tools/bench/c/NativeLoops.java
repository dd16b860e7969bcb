package org.pinfold.tools.bench.c;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import org.pinfold.tools.bench.Contender;
import org.pinfold.tools.bench.Loops;
import org.pinfold.tools.bench.Programs;
import org.pinfold.tools.bench.Row;
import org.pinfold.tools.bench.Sample;
import org.pinfold.tools.peer.NativeLibrary;

/**
 * The benchmarks' loops in C. An allocator gets into the program as users put it into theirs: the dynamic linker loads
 * its library first, and the program says which library its calls reached.
 */
public final class NativeLoops implements Loops {
    private static final String SYSTEM = "Linux";

    private final Set<String> rows;
    private final SequencedMap<String, CAllocator> allocators = new LinkedHashMap<>();
    private final List<Contender> contenders = new ArrayList<>();

    NativeLoops(List<String> rows, List<CAllocator> allocators) throws IOException {
        this.rows = Collections.unmodifiableSet(new LinkedHashSet<>(rows));
        for (CAllocator allocator : allocators) {
            this.allocators.put(allocator.name(), allocator);
            contenders.add(allocator.contender());
        }
    }

    /**
     * Compiles the loops, if they are not compiled yet.
     *
     * @param home the project's folder
     * @param missing is told of each allocator that is left out, by name, and of what to install
     * @return empty if there are no loops; {@code missing} has been told why
     */
    public static Optional<NativeLoops> build(Path home, Consumer<String> missing) {
        return build(home, Programs.path(), missing);
    }

    static Optional<NativeLoops> build(Path home, String path, Consumer<String> missing) {
        if (!System.getProperty("os.name").equals(SYSTEM)) {
            missing.accept("the loops in C: they run on " + SYSTEM + " only");
            return Optional.empty();
        }
        if (!Files.isDirectory(home.resolve(LoopsBuild.SOURCES))) {
            missing.accept("the loops in C: their sources are not there; run from the project's folder, which has them "
                    + "in " + LoopsBuild.SOURCES);
            return Optional.empty();
        }
        Optional<CCompiler> compiler = CCompiler.find(path);
        if (compiler.isEmpty()) {
            missing.accept("the loops in C: no C compiler on the PATH, by the name of "
                    + String.join(", ", CCompiler.NAMES) + "; install one (Debian: apt install gcc libc6-dev)");
            return Optional.empty();
        }
        try {
            LoopsBuild build = new LoopsBuild(compiler.get(), home);
            LoopsProgram loops = build.loops();
            return Optional.of(new NativeLoops(loops.rows(), installed(loops, build.empty(), missing)));
        } catch (IOException e) {
            missing.accept("the loops in C: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static List<CAllocator> installed(LoopsProgram loops, LoopsProgram empty, Consumer<String> missing)
            throws IOException {
        List<CAllocator> installed = new ArrayList<>(List.of(CAllocator.none(empty)));
        for (NativeLibrary library : NativeLibrary.values()) {
            CAllocator allocator = allocator(loops, library);
            if (allocator.isThere()) {
                installed.add(allocator);
            } else {
                missing.accept(allocator.name() + ": " + library.fileName() + " is not installed (Debian: apt install "
                        + library.debianPackage() + ")");
            }
        }
        return installed;
    }

    /** The loops with {@code library}, whether or not it is there. */
    static CAllocator allocator(LoopsProgram loops, NativeLibrary library) {
        String preload = library == NativeLibrary.GLIBC ? "" : library.fileName();
        return new CAllocator("c-" + library.name().toLowerCase(Locale.ROOT), loops, preload, library.fileName());
    }

    @Override
    public List<Contender> contenders() {
        return List.copyOf(contenders);
    }

    @Override
    public Set<String> rows() {
        return rows;
    }

    @Override
    public Sample run(Row row, Contender contender, int round, long seed, int windows, int windowMillis)
            throws IOException {
        CAllocator allocator = allocators.get(contender.name());
        if (allocator == null) {
            throw new IOException("there are no loops in C for '" + contender.name() + "', only for "
                    + String.join(", ", allocators.keySet()));
        }
        return allocator.run(row.name(), row.threads(), round, seed, windows, windowMillis);
    }

    /** There is nothing to close: each run has waited for the end of its program. */
    @Override
    public void close() {
    }
}
