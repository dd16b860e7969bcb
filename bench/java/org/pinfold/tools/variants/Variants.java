package org.pinfold.tools.variants;

import java.util.List;
import java.util.function.Supplier;

/** All variants, the one first that the others are compared with. */
public final class Variants {
    private Variants() {
    }

    public static List<Supplier<Variant>> all() {
        return List.of(TableVariant::new, HeaderVariant::new, ProbedVariant::new, EdgeProbedVariant::new,
                LastPageVariant::new, PinfoldVariant::new);
    }
}
