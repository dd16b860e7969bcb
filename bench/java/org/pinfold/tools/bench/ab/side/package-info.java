/**
 * The loops of a comparison, each over a heap of its own; loaded together with the library by {@link
 * org.pinfold.tools.bench.ab.SideLoader}.
 */
package org.pinfold.tools.bench.ab.side;
