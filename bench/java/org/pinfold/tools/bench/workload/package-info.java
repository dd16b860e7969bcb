/**
 * The benchmarks: what programs do with an allocator, as loops for JMH.
 *
 * <p>Each has its loop twice, over addresses and over objects, since an allocator of objects cannot hand out addresses
 * without losing what it is measured for. A virtual machine runs one loop with one allocator, so that every call in the
 * loop has one target and is compiled into it. Sizes and orders are computed before.
 */
package org.pinfold.tools.bench.workload;
