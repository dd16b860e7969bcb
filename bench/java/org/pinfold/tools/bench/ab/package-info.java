/**
 * What each mechanism and each guard of the heap costs or saves: heaps that differ in one thing alone, in one virtual
 * machine, measured in pairs that follow each other at once.
 *
 * <p>The loops and the library itself are loaded anew for each group of pairs, by {@link
 * org.pinfold.tools.bench.ab.SideLoader}. So every group is compiled afresh and has its memory at other addresses, and
 * the interval of a comparison has in it what differs by that alone. Where the sides differ in a switch of the slow
 * paths, both are objects of the same classes, run by the same compiled code. Where the hot path differs, each side has
 * a loader of its own, and both loaders are of the same kind.
 */
package org.pinfold.tools.bench.ab;
