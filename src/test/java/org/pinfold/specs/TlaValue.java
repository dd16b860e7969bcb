package org.pinfold.specs;

import java.util.Map;
import java.util.Set;

/**
 * A value of TLA+, immutable and compared by content. Records, tuples and functions are one thing, as in TLA+: a tuple
 * is a function of 1, 2, 3 and so on, a record a function of its fields' names.
 *
 * @param value a {@code Long}, a {@code Boolean}, a {@code String} (also a model value), a set or a map of such
 */
public record TlaValue(Object value) {
    /** The value of a function, tuple or record there. */
    public TlaValue at(Object argument) {
        Object found = as(Map.class).get(argument);
        if (found == null) {
            throw new AssertionError("no " + argument + " in " + value);
        }
        return new TlaValue(found);
    }

    /** A number. */
    public long number() {
        return as(Long.class);
    }

    /** A Boolean. */
    public boolean isTrue() {
        return as(Boolean.class);
    }

    /** A string, or the name of a model value. */
    public String name() {
        return as(String.class);
    }

    /** Whether this is a string, or the name of a model value, among these. */
    public boolean isOneOf(String... names) {
        return Set.of(names).contains(value);
    }

    /** A set. */
    public Set<Object> set() {
        Set<Object> set = castToSet(as(Set.class));
        return set;
    }

    /** What a function, tuple or record is defined on. */
    public Set<Object> domain() {
        return castToSet(as(Map.class).keySet());
    }

    @SuppressWarnings("unchecked")
    private static Set<Object> castToSet(Set<?> set) {
        return (Set<Object>) set;
    }

    private <T> T as(Class<T> type) {
        if (!type.isInstance(value)) {
            throw new AssertionError(value + " is no " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
