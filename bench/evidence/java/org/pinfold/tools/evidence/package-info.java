/**
 * What the suites leave and {@code pinfold evidence} reads: which figures each subject reached in each layer of
 * evidence, in which tier, on which classes.
 *
 * <p>Compiled into the tools and into the tests, so that both name classes and files the same way.
 */
package org.pinfold.tools.evidence;
