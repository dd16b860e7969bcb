package org.pinfold.tools.bench.fork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pinfold.tools.bench.Cases;
import org.pinfold.tools.bench.Contender;
import org.pinfold.tools.bench.Loops;
import org.pinfold.tools.bench.Row;
import org.pinfold.tools.bench.Sample;
import org.pinfold.tools.peer.PeerKind;
import org.pinfold.tools.peer.Peers;

/** The benchmarks in Java, each run in a {@link Fork}. What a contender is, is known once it has run. */
public final class JavaLoops implements Loops {
    /** Of how many windows a warm-up is as long, and how long it is at least. */
    private static final int WARM_UP_WINDOWS = 10;
    private static final int LEAST_WARM_UP_MILLIS = 250;
    /** Allocators in Java are programs of some size, which take longer to compile than a loop that calls another. */
    private static final int LEAST_JAVA_WARM_UP_MILLIS = 600;

    private final Peers peers;
    private final List<String> allocators;
    private final Map<String, String> identities = new LinkedHashMap<>();

    /** The benchmarks for {@code allocators} among {@code peers}, and the empty loops that are subtracted from them. */
    public JavaLoops(Peers peers, List<String> allocators) {
        this.peers = peers;
        this.allocators = List.copyOf(allocators);
    }

    @Override
    public List<Contender> contenders() {
        Set<String> empties = allocators.stream().map(JavaLoops::empty)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> names = new ArrayList<>(empties);
        allocators.stream().filter(name -> !empties.contains(name)).forEach(names::add);
        return names.stream().map(this::contender).toList();
    }

    @Override
    public Set<String> rows() {
        return Cases.names().collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public Sample run(Row row, Contender contender, int round, long seed, int windows, int windowMillis)
            throws IOException {
        ForkAnswer answer = answer(row, contender, seed, windows, windowMillis, List.of());
        return new Sample(row.name(), contender.name(), round, answer.cpuNanos(), answer.wallNanos(),
                answer.garbageBytes());
    }

    /**
     * Runs one row in a fork that is started by another program.
     *
     * @param before that program and its arguments
     */
    public ForkAnswer answer(Row row, Contender contender, long seed, int windows, int windowMillis,
            List<String> before) throws IOException {
        ForkJob job = new ForkJob(contender.name(), row.name(), row.threads(), seed,
                Math.max(leastWarmUpMillis(contender), WARM_UP_WINDOWS * windowMillis), windows, windowMillis);
        PeerKind kind = peers.named(contender.name()).orElseThrow();
        ForkAnswer answer;
        try {
            answer = Fork.run(kind, job, before);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        Optional<String> reason = answer.reason();
        if (reason.isPresent()) {
            throw new IOException(reason.get());
        }
        identities.put(contender.name(), answer.identity());
        return answer;
    }

    @Override
    public void close() {
    }

    private static int leastWarmUpMillis(Contender contender) {
        return switch (contender.family()) {
            case PINFOLD, JAVA -> LEAST_JAVA_WARM_UP_MILLIS;
            case LINKED, EMPTY, C -> LEAST_WARM_UP_MILLIS;
        };
    }

    private Contender contender(String name) {
        return new Contender(name, Contender.Family.ofPeer(name), empty(name), identities.getOrDefault(name, ""));
    }

    /** The empty loop over the same kind of block. */
    private static String empty(String name) {
        boolean objects = name.startsWith("netty") || name.startsWith("arena") || name.equals(Peers.PINFOLD_SEGMENTS)
                || name.equals(Peers.PINFOLD_NETTY) || name.equals(Peers.EMPTY_OBJECTS);
        return objects ? Peers.EMPTY_OBJECTS : Peers.EMPTY_ADDRESSES;
    }
}
