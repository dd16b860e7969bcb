package org.pinfold.architecture.broken.heap;

import io.netty.buffer.ByteBuf;
import org.pinfold.architecture.broken.netty.Adapter;

/** Needs what not every user has. */
public final class KnowsNetty {
    private KnowsNetty() {
    }

    /** Adds to one of Netty's buffers. */
    public static void add(ByteBuf buffer) {
        buffer.writeInt(Adapter.buffers());
    }
}
