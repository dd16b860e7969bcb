/**
 * How Lincheck is run: bounds, the three checks that every protocol gets, and the seeded bugs that they must catch.
 *
 * <p>The operations that are checked stand in {@code org.pinfold.protocol} as {@code <Protocol>LincheckTest}, those of
 * what users share in {@code org.pinfold}, what they are compared with in {@code org.pinfold.specs.sequential} as
 * {@code <Protocol>Specification}. Lincheck explores sequentially consistent interleavings alone: weaker memory orders
 * are for jcstress.
 */
package org.pinfold.lincheck;
