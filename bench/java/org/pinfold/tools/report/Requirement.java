package org.pinfold.tools.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.pinfold.tools.peer.Peers;

/**
 * A bound on Pinfold's figure divided by a peer's, which must hold under every trace. Where one of the two was not
 * measured it does not hold: a requirement cannot be met by measuring nothing.
 */
public record Requirement(Measure measure, String peer, double atMost) {

    /** Each way in which {@code results} miss the bound, in words; empty if it holds. */
    public List<String> unmet(List<TraceResult> results) {
        List<String> problems = new ArrayList<>();
        if (results.isEmpty()) {
            problems.add(this + " was not met: nothing was measured");
        }
        for (TraceResult result : results) {
            unmet(result).ifPresent(problem -> problems.add(result.trace() + ": " + problem));
        }
        return problems;
    }

    private Optional<String> unmet(TraceResult result) {
        Optional<AllocatorResult> pinfold = result.allocator(Peers.PINFOLD);
        Optional<AllocatorResult> other = result.allocator(peer);
        if (pinfold.isEmpty() || other.isEmpty()) {
            return Optional.of(this + " was not met: both have to be among the allocators measured");
        }
        OptionalDouble ratio = measure.ratio(pinfold.get(), other.get());
        if (ratio.isEmpty()) {
            return Optional.of(this + " was not met: no figure" + reasons(pinfold.get()) + reasons(other.get()));
        }
        if (ratio.getAsDouble() <= atMost) {
            return Optional.empty();
        }
        return Optional.of(String.format(Locale.ROOT, "%s was not met: %.3f, which is %.1f %% too much", this,
                ratio.getAsDouble(), (ratio.getAsDouble() / atMost - 1) * 100));
    }

    private static String reasons(AllocatorResult result) {
        return result.failures().stream()
                .map(failure -> "; " + result.allocator() + ": " + failure.brief())
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return "'" + measure.label() + " at most " + atMost + " x " + peer + "'";
    }
}
