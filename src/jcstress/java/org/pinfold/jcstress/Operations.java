package org.pinfold.jcstress;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The operations on one shared word. Two of them can race, unless both only look, or an {@link Apart} says why not; and
 * each pair that can has a table with a {@link Race}, in a class whose name begins with that of a protocol in
 * {@link #of}. {@link RacesTest} holds the tables to it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Operations {
    /** The protocol, or those that share the word. All their public operations are named here. */
    Class<?>[] of();

    /** Operations that change the shared state. */
    String[] changes();

    /** Operations that only read it. */
    String[] looks() default {};

    /** Methods that read what never changes. */
    String[] constants() default {};
}
