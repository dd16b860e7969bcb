package com.example.echo;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.function.Supplier;
import org.pinfold.netty.PinfoldByteBufAllocator;

/** What the server's buffers come from: each with its defaults. */
enum Allocator {
    PINFOLD("unpooled", PinfoldByteBufAllocator::create),
    POOLED("pooled", () -> new PooledByteBufAllocator(true)),
    ADAPTIVE("adaptive", AdaptiveByteBufAllocator::new);

    private final String nettys;
    private final Supplier<ByteBufAllocator> maker;

    Allocator(String nettys, Supplier<ByteBufAllocator> maker) {
        this.nettys = nettys;
        this.maker = maker;
    }

    /**
     * What Netty is told that its own default be, which it makes whoever has the buffers: of the same kind, or the one
     * that keeps nothing. So no server has the classes of two.
     */
    String option() {
        return "-Dio.netty.allocator.type=" + nettys;
    }

    ByteBufAllocator make() {
        return maker.get();
    }
}
