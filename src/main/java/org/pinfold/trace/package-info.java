/**
 * Who did what to a block, where in the code and when: {@link org.pinfold.trace.Site}s, {@link org.pinfold.trace.Act}s
 * and {@link org.pinfold.trace.Trace}s, in tables that are bounded and lock-free; what a sample says about the whole
 * ({@link org.pinfold.trace.Estimate}); and counts of what went wrong ({@link org.pinfold.trace.Incidents}).
 *
 * <p>Addresses are numbers here: nothing of this package knows memory or any other package of the project.
 */
package org.pinfold.trace;
