/**
 * Pieces of programs before and after a change to Pinfold, as {@code docs/migration.md} shows them: what stands there
 * between {@code // region} and {@code // endregion} is what stands here. Both sides of a pair have one interface, and
 * have to do the same.
 */
package org.pinfold.migration;
