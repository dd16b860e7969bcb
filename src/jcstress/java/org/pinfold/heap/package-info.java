/**
 * Outcome tables of the accesses of the heap that are weaker than volatile, on its own classes without memory behind
 * them. The list of such accesses is {@code docs/memory-order.md}.
 */
package org.pinfold.heap;
