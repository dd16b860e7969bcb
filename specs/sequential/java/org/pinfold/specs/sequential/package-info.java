/**
 * What each protocol does when one thread runs alone: plain classes that stand by themselves, to be checked by eye.
 *
 * <p>Lincheck compares every concurrent execution with some order of these operations. A parameter {@code thread} is
 * the number of the calling thread, from 1 on, for what a thread has in its hands from one operation to the next.
 */
package org.pinfold.specs.sequential;
