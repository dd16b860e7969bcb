package org.pinfold.tools.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Loops that measure nothing and answer what a test has said. */
public final class FixedLoops implements Loops {
    private static final String EMPTY = "c-empty";

    private final List<Contender> contenders = new ArrayList<>();
    private final Map<String, Double> nanos = new LinkedHashMap<>();
    private final List<String> turns = new ArrayList<>();

    /** Adds a contender with its figure. */
    public FixedLoops with(String name, Contender.Family family, double cpuNanos) {
        contenders.add(new Contender(name, family, EMPTY, "fixed"));
        nanos.put(name, cpuNanos);
        return this;
    }

    /** Adds a contender that has none. */
    public FixedLoops failing(String name) {
        contenders.add(new Contender(name, Contender.Family.C, EMPTY, "fixed"));
        return this;
    }

    /** Who ran, and in which round. */
    public List<String> turns() {
        return turns;
    }

    @Override
    public List<Contender> contenders() {
        return contenders;
    }

    @Override
    public Set<String> rows() {
        return Cases.names().collect(Collectors.toSet());
    }

    @Override
    public Sample run(Row row, Contender contender, int round, long seed, int windows, int windowMillis)
            throws IOException {
        turns.add(contender.name() + " " + round);
        Double cpuNanos = nanos.get(contender.name());
        if (cpuNanos == null) {
            throw new IOException("it was to fail");
        }
        return new Sample(row.name(), contender.name(), round, cpuNanos, cpuNanos, 0);
    }

    @Override
    public void close() {
    }
}
