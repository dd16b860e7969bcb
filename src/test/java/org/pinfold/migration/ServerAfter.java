package org.pinfold.migration;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelOption;
import org.pinfold.Heap;
import org.pinfold.netty.PinfoldByteBufAllocator;

/** A server's buffers are blocks of a heap. */
final class ServerAfter {
    private ServerAfter() {
    }

    // region allocator
    static ServerBootstrap withAllocator(ServerBootstrap server, Heap heap) {
        ByteBufAllocator allocator = new PinfoldByteBufAllocator(heap);
        return server
                .option(ChannelOption.ALLOCATOR, allocator)
                .childOption(ChannelOption.ALLOCATOR, allocator);
    }
    // endregion
}
