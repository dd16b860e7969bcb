/** Tests of the heap's parts. */
package org.pinfold.heap;
