package org.pinfold.jcstress;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Operations that cannot race, each of the first with each of the second, and why. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Apart.List.class)
public @interface Apart {
    /** Some operations, by their names. */
    String[] first();

    /** Others, or the same. */
    String[] second();

    /** What the contract of the protocol says about it. */
    String because();

    /** Several of them. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {
        /** Each of them. */
        Apart[] value();
    }
}
