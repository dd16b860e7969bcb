package org.pinfold.migration;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;

/** A server's buffers are Netty's. */
final class ServerBefore {
    private ServerBefore() {
    }

    // region allocator
    static ServerBootstrap withAllocator(ServerBootstrap server) {
        return server
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT);
    }
    // endregion
}
