/**
 * Runs the outcome tables: all of them against the library as it is, and those of one protocol against each seeded bug
 * that they must show. {@link org.pinfold.jcstress.JcstressSettings} says how long.
 */
package org.pinfold.jcstress;
