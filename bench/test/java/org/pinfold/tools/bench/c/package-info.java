/** Tests of the loops in C: what they draw, what they call, and that a wrong allocator is noticed. */
package org.pinfold.tools.bench.c;
