package org.pinfold.mutants;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The heap's sources with smaller tables: four classes of powers of two from 8 KiB on, four blocks a slab, few blocks a
 * magazine, two chains.
 *
 * <p>Whatever goes over all classes then takes few steps, among which a checker has to choose where threads switch or
 * faults happen. Only constants differ, and no request is smaller than the smallest class.
 */
public final class SmallTables {
    private static final String CLASSES = "org/pinfold/heap/SizeClasses.java";
    private static final String CHAINS = "org/pinfold/heap/ChainTable.java";
    private static final List<Replacement> CONSTANTS = List.of(
            new Replacement(CLASSES, "int GRANULE = 16;", "int GRANULE = 1 << 13;"),
            new Replacement(CLASSES, "int LINEAR_END = 128;", "int LINEAR_END = 1 << 13;"),
            new Replacement(CLASSES, "int STEPS_LOG = 3;", "int STEPS_LOG = 0;"),
            new Replacement(CLASSES, "int FINE_STEPS_LOG = 4;", "int FINE_STEPS_LOG = 0;"),
            new Replacement(CLASSES, "int FEWEST_BLOCKS = 8;", "int FEWEST_BLOCKS = 4;"),
            new Replacement(CLASSES, "int MID_MAGAZINE_BYTES = 1 << 19;", "int MID_MAGAZINE_BYTES = 1 << 17;"),
            new Replacement(CHAINS, "int CHAINS = 64;", "int CHAINS = 2;"));

    private SmallTables() {
    }

    /** Made once in a VM, in a folder of its own: there are children at work with it, and other VMs beside this one. */
    private static final class Compiled {
        private static final Path CLASSES = compile("constants-" + ProcessHandle.current().pid(), List.of());
    }

    /** Compiles them, or did so before; the folder goes before the real classes on a class path. */
    public static Path compile() {
        return Compiled.CLASSES;
    }

    /** Compiles them under a name of their own, with other edits beside. */
    public static Path compile(String name, List<Replacement> more) {
        return new Mutant(0, "SmallTables", name, "no bug", Set.of(),
                Stream.concat(CONSTANTS.stream(), more.stream()).toList()).compile();
    }
}
