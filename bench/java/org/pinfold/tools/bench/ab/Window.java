package org.pinfold.tools.bench.ab;

/**
 * What one side came to in one window.
 *
 * @param nanos CPU time of an operation
 * @param cachedBytes what lay in the caches of its heap at the end
 * @param lessons what its heap had learned by then, see {@link org.pinfold.HeapStats.LearningStats#lessons()}
 */
record Window(double nanos, double cachedBytes, long lessons) {
}
