package org.pinfold.specs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pinfold.evidence.Tier;

/**
 * One configuration with its module: a model, which must hold, or a mutant of one, which must be caught.
 *
 * <p>{@code specs/Name.cfg} and {@code specs/Name-variant.cfg} configure {@code specs/Name.tla};
 * {@code specs/mutants/Name/NN-bug.cfg} configures {@code specs/mutants/Name/NameMutants.tla}. A configuration has one
 * statement a line. One whose name ends in {@code -evidence} or {@code -night} is for that tier and those above it.
 *
 * @param name as in the manifest: the file name without {@code .cfg}, for a mutant after the protocol and a slash
 */
record Specification(String name, Path module, Path configuration) {
    private static final String KILLS = "\\* kills: ";

    /** The models. */
    static List<Specification> models() {
        return configurations(TlcSettings.SPECS).stream()
                .map(cfg -> new Specification(stem(cfg), cfg.resolveSibling(protocol(stem(cfg)) + ".tla"), cfg))
                .toList();
    }

    /** The mutants of all models. */
    static List<Specification> mutants() {
        try (Stream<Path> folders = Files.list(TlcSettings.SPECS.resolve("mutants"))) {
            return folders.filter(Files::isDirectory).sorted().flatMap(Specification::mutantsIn).toList();
        } catch (IOException e) {
            throw new AssertionError("cannot list the mutants", e);
        }
    }

    private static Stream<Specification> mutantsIn(Path folder) {
        String protocol = folder.getFileName().toString();
        Path module = folder.resolve(protocol + "Mutants.tla");
        return configurations(folder).stream()
                .map(cfg -> new Specification(protocol + "/" + stem(cfg), module, cfg));
    }

    /** The model that this is, or is a mutant of. */
    String protocol() {
        return name.contains("/") ? name.substring(0, name.indexOf('/')) : protocol(name);
    }

    /** Whether this is run in that tier. */
    boolean isDueIn(Tier tier) {
        Tier least = name.endsWith("-night") ? Tier.NIGHT : name.endsWith("-evidence") ? Tier.EVIDENCE : Tier.VERIFY;
        return tier.compareTo(least) >= 0;
    }

    /** The property that must catch this mutant, from the first line of its configuration. */
    String kills() {
        String first = text(configuration).lines().findFirst().orElse("");
        if (!first.startsWith(KILLS)) {
            throw new AssertionError(name + ": the first line of its configuration must be \"" + KILLS + "Property\"");
        }
        return first.substring(KILLS.length()).strip();
    }

    /** The statements that choose what is checked, in the order of the file. */
    List<String> checks() {
        return statements().filter(Specification::isCheck).toList();
    }

    /** The statements that say which operators are replaced, sorted. */
    List<String> overrides() {
        return statements().filter(Specification::isOverride).sorted().toList();
    }

    /** The statements that span the state space: specification, constants, constraints; sorted. */
    List<String> bounds() {
        return statements().filter(line -> !isCheck(line) && !isOverride(line)).sorted().toList();
    }

    /** Whether this differs from that model only by replaced operators and by checking less. */
    boolean isMutantOf(Specification model) {
        return protocol().equals(model.protocol())
                && bounds().equals(model.bounds())
                && model.checks().containsAll(checks());
    }

    private Stream<String> statements() {
        return text(configuration).lines()
                .map(line -> line.replaceAll("\\\\\\*.*", "").strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty());
    }

    private static boolean isCheck(String statement) {
        return statement.startsWith("INVARIANT") || statement.startsWith("PROPERT");
    }

    private static boolean isOverride(String statement) {
        return statement.contains("<- Bad");
    }

    private static List<Path> configurations(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".cfg")).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError("cannot list " + folder, e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }

    private static String stem(Path cfg) {
        String file = cfg.getFileName().toString();
        return file.substring(0, file.length() - ".cfg".length());
    }

    private static String protocol(String stem) {
        return stem.contains("-") ? stem.substring(0, stem.indexOf('-')) : stem;
    }
}
