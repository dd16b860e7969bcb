/** Tests of comparisons of mechanisms: on figures that are made up where a verdict matters, on heaps where they run. */
package org.pinfold.tools.bench.ab;
