/**
 * Checks of an allocator or a pool, for the tests of the project that has it.
 *
 * <p>Put yours behind a {@link org.pinfold.check.Subject}, say in {@link org.pinfold.check.Promises} what it promises,
 * and let a test class implement one or more of these; each brings its JUnit 5 tests along:
 *
 * <ul>
 * <li>{@link org.pinfold.check.LincheckTests}: the sequential specification, under model checking;
 * <li>{@link org.pinfold.check.RaceTests}: pairs of operations raced on this processor, judged by tables of outcomes;
 * <li>{@link org.pinfold.check.SoakTests}: many threads for a while, every block stamped, every block accounted for;
 * <li>{@link org.pinfold.check.MisuseTests}: second frees, exhaustion, use after close.
 * </ul>
 *
 * <p>Each of the first three also has a test that turns the same check on a pool that is known to be broken, and fails
 * if the check does not notice: where nothing can fail, nothing was checked.
 *
 * <p>The package uses the JDK, JUnit and Lincheck, and nothing of Pinfold. Bounds are system properties that begin with
 * {@code pinfold.check.}; {@link org.pinfold.check.Bounds} lists them.
 */
package org.pinfold.check;
