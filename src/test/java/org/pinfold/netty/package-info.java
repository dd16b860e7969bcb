/** Netty's allocator over a heap, by Netty's own tests and by ours. */
package org.pinfold.netty;
