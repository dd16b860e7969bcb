/**
 * Asks PIT how good the transition tests are: it changes the compiled transition functions, one small mutation at a
 * time, and each has to make a test fail. Those that cannot are explained in {@code specs/mutants/pit-survivors.txt}.
 */
package org.pinfold.pit;
