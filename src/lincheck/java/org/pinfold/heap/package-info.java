/**
 * The heap as a whole under Lincheck: its operations on memory that is not there, by threads that are made up.
 *
 * <p>{@link org.pinfold.heap.HeapInHands} has the operations, each {@code LincheckTest} those of one subject.
 */
package org.pinfold.heap;
