/**
 * What the threads of a stress campaign do. The benchmarks of the same names measure; here each block is stamped and
 * checked, and what the heap says at each quiesce is compared with what the threads have.
 */
package org.pinfold.tools.stress.workload;
