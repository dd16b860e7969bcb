/**
 * The benchmarks' loops in C: compiled from {@code bench/native} where there is a compiler, and run as programs of
 * their own with each C allocator that is installed.
 */
package org.pinfold.tools.bench.c;
