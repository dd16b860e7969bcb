package org.pinfold.jcstress;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which operations meet in a table: each of the one actor's with each of the other's. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Race {
    /** The one actor's operations, by their names. */
    String[] first();

    /** The other actor's. */
    String[] second();
}
