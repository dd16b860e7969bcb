package org.pinfold.tools.bench.ab;

/**
 * What one side's heap tells of itself.
 *
 * @param cachedBytes what lies in its caches
 * @param lessons how often it has learned something
 */
public record HeapLook(long cachedBytes, long lessons) {
}
