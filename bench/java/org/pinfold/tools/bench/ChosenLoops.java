package org.pinfold.tools.bench;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Loops of which some contenders were asked for: these, and the empty loops that are subtracted from them.
 *
 * @param all the loops
 * @param names of contenders; of others there may be none
 */
public record ChosenLoops(Loops all, Set<String> names) implements Loops {
    @Override
    public List<Contender> contenders() {
        Set<String> empties = all.contenders().stream().filter(contender -> names.contains(contender.name()))
                .map(Contender::empty).collect(Collectors.toSet());
        return all.contenders().stream()
                .filter(contender -> names.contains(contender.name()) || empties.contains(contender.name()))
                .toList();
    }

    @Override
    public Set<String> rows() {
        return all.rows();
    }

    @Override
    public Sample run(Row row, Contender contender, int round, long seed, int windows, int windowMillis)
            throws IOException {
        return all.run(row, contender, round, seed, windows, windowMillis);
    }

    @Override
    public void close() {
        all.close();
    }
}
