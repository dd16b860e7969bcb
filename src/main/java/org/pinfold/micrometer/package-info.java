/**
 * Figures of heaps in the registries of Micrometer. Needs {@code io.micrometer:micrometer-core}, which the rest of the
 * library does without.
 */
package org.pinfold.micrometer;
