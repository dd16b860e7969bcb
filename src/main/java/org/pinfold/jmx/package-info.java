/**
 * Heaps as management beans. Needs the module {@code java.management}, which the rest of the library does without.
 *
 * <p>{@link org.pinfold.jmx.HeapMBeans} registers them, {@link org.pinfold.jmx.HeapMXBean} is what they tell and do.
 */
package org.pinfold.jmx;
