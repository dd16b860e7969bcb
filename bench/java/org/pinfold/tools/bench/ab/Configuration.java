package org.pinfold.tools.bench.ab;

import java.util.EnumSet;
import java.util.Set;

/**
 * What one side is made with.
 *
 * @param on what is switched on
 */
public record Configuration(Set<Switch> on) {
    /** What users get. */
    public static final Configuration DEFAULT = new Configuration(EnumSet.of(Switch.BATCH_REFILL, Switch.REMOTE_DRAIN,
            Switch.PINS, Switch.BLOCK_STATE, Switch.OWN_ARENAS));

    /** One with exactly these. */
    public Configuration {
        on = Set.copyOf(on);
    }

    /** Whether it has this. */
    public boolean has(Switch one) {
        return on.contains(one);
    }

    /** The same with these on, or off. */
    Configuration with(Set<Switch> some, boolean switchedOn) {
        Set<Switch> changed = EnumSet.copyOf(on);
        if (switchedOn) {
            changed.addAll(some);
        } else {
            changed.removeAll(some);
        }
        return new Configuration(changed);
    }
}
