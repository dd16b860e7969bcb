/**
 * Seeded bugs: small edits of the library's sources, kept under {@code specs/mutants}, that a named checker must catch.
 *
 * <p>A {@link org.pinfold.mutants.Mutant} is read from a {@code .mutant} file, applied to a copy of the sources and
 * compiled beside the real classes; a suite then runs its checker in a {@link org.pinfold.mutants.ChildVm} whose class
 * path begins with the mutated classes. Production code has no switch for any of this.
 */
package org.pinfold.mutants;
