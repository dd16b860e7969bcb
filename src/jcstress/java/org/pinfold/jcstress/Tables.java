package org.pinfold.jcstress;

import java.util.Comparator;
import java.util.List;
import org.openjdk.jcstress.infra.runners.TestList;
import org.pinfold.evidence.Tier;

/** The tables there are: the classes that jcstress' annotation processor has listed; their canonical names are its. */
final class Tables {
    private Tables() {
    }

    /** Every table, by name. */
    static List<Class<?>> all() {
        return TestList.tests().stream().sorted().<Class<?>>map(Tables::named).toList();
    }

    /** The classes that hold them. */
    static List<Class<?>> holders() {
        return all().stream().<Class<?>>map(Class::getEnclosingClass).distinct()
                .sorted(Comparator.comparing(Class::getName)).toList();
    }

    /** Those that are run in this tier. */
    static List<Class<?>> in(Tier tier) {
        return all().stream().filter(table -> isIn(tier, table)).toList();
    }

    private static boolean isIn(Tier tier, Class<?> table) {
        return lowest(table).compareTo(tier) <= 0 && lowest(table.getEnclosingClass()).compareTo(tier) <= 0;
    }

    private static Tier lowest(Class<?> annotated) {
        InTier from = annotated.getAnnotation(InTier.class);
        return from == null ? Tier.VERIFY : from.value();
    }

    private static Class<?> named(String name) {
        int dot = name.lastIndexOf('.');
        try {
            return Class.forName(name.substring(0, dot) + "$" + name.substring(dot + 1));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name + " is not a class within a class", e);
        }
    }
}
