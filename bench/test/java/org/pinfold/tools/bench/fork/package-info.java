/** Tests of single benchmarks. */
package org.pinfold.tools.bench.fork;
