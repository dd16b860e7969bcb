/**
 * Heaps in recordings of the JDK's flight recorder. Needs the module {@code jdk.jfr}, which the rest of the library
 * does without.
 *
 * <p>Nothing has to be called: a recording that enables events named {@code org.pinfold.*} has them, of all heaps.
 * {@link org.pinfold.jfr.PinfoldEvents} has the settings that enable all.
 */
package org.pinfold.jfr;
