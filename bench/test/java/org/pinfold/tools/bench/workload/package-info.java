/** Tests of the benchmarks' sizes and orders. */
package org.pinfold.tools.bench.workload;
