/**
 * Apache Arrow on a {@link org.pinfold.Heap}: {@link org.pinfold.arrow.PinfoldAllocationManager} gives Arrow's buffers
 * their memory.
 *
 * <p>Arrow is an optional dependency, which this package alone knows: whoever uses it has {@code arrow-memory-core} on
 * the class path, or {@code org.apache.arrow.memory.core} among the modules.
 */
package org.pinfold.arrow;
