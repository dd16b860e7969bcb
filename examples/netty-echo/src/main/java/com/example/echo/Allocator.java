package com.example.echo;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.function.Supplier;
import org.pinfold.netty.PinfoldByteBufAllocator;

/** What the server's buffers come from: each with its defaults. */
enum Allocator {
    PINFOLD(PinfoldByteBufAllocator::create),
    POOLED(() -> new PooledByteBufAllocator(true)),
    ADAPTIVE(AdaptiveByteBufAllocator::new);

    private final Supplier<ByteBufAllocator> maker;

    Allocator(Supplier<ByteBufAllocator> maker) {
        this.maker = maker;
    }

    ByteBufAllocator make() {
        return maker.get();
    }
}
