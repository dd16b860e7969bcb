package org.pinfold.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How much a build checks: {@code mvn verify}, {@code mvn verify -Pevidence} or {@code mvn verify -Pnight}. Set by the
 * system property {@code pinfold.tier}, in any case of letters.
 */
public enum Tier {
    /** What a newcomer runs: every check of the code, and of each checker's seeded bugs one a protocol. */
    VERIFY,
    /** Before a change is merged: all seeded bugs, and larger bounds. */
    EVIDENCE,
    /** The largest bounds, for hours. */
    NIGHT;

    /** The tier of this VM. */
    public static Tier current() {
        return named(System.getProperty("pinfold.tier", VERIFY.name()));
    }

    static Tier named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** A bound that grows with the tier, overridable by the system property of this name. */
    public static int bound(String property, int verify, int evidence, int night) {
        return Integer.getInteger(property, current().choose(verify, evidence, night));
    }

    int choose(int verify, int evidence, int night) {
        return switch (this) {
            case VERIFY -> verify;
            case EVIDENCE -> evidence;
            case NIGHT -> night;
        };
    }

    /** The first of each group, or all of them beyond {@link #VERIFY}; in their order. */
    public <T> Stream<T> select(Stream<T> all, Function<? super T, ?> group) {
        if (this != VERIFY) {
            return all;
        }
        Map<Object, T> first = new LinkedHashMap<>();
        List<T> every = all.toList();
        every.forEach(each -> first.putIfAbsent(group.apply(each), each));
        return first.values().stream();
    }
}
