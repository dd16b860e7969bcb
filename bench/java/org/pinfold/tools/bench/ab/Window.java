package org.pinfold.tools.bench.ab;

/**
 * What one side came to in one window.
 *
 * @param nanos CPU time of an operation
 * @param end its heap at the end
 */
record Window(double nanos, HeapLook end) {
    double cachedBytes() {
        return end.cachedBytes();
    }
}
