package org.pinfold.jcstress;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.pinfold.evidence.Tier;

/** From which tier on a table is run, or all tables of a class; without it, in every tier. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface InTier {
    /** The lowest tier. */
    Tier value();
}
