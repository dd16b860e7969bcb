/**
 * Netty's buffers in a heap's memory: {@link org.pinfold.netty.PinfoldByteBufAllocator}.
 *
 * <p>Needs {@code io.netty:netty-buffer} 4.2, which the rest of the library knows nothing of.
 */
package org.pinfold.netty;
