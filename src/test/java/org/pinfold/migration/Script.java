package org.pinfold.migration;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.LengthFieldPrepender;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a program does with one side of a pair, and all that it sees of it. */
final class Script {
    private static final int STEPS = 2_000;
    private static final int LONGEST = 3_000;
    private static final int KEYS = 20;

    private Script() {
    }

    static List<Object> longs(Longs longs, Random random) {
        List<Object> seen = new ArrayList<>();
        try (longs) {
            for (int i = 0; i < STEPS; i++) {
                longs.add(random.nextLong());
                seen.add(longs.get(random.nextInt(i + 1)));
            }
        }
        return seen;
    }

    static List<Object> counters(Counters counters, int count, Random random) {
        List<Object> seen = new ArrayList<>();
        try (counters) {
            for (int i = 0; i < STEPS; i++) {
                seen.add(counters.increment(random.nextInt(count)));
            }
        }
        return seen;
    }

    /** Messages of the server, with their lengths before them, by a channel that has its allocator. */
    static List<Object> server(ServerBootstrap server, Random random) {
        List<Object> seen = new ArrayList<>();
        EmbeddedChannel channel = new EmbeddedChannel(new LengthFieldPrepender(Integer.BYTES));
        channel.config().setAllocator((ByteBufAllocator) server.config().childOptions().get(ChannelOption.ALLOCATOR));
        for (int i = 0; i < STEPS; i++) {
            channel.writeOutbound(Unpooled.wrappedBuffer(bytes(random)));
            for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
                seen.add(ByteBufUtil.hexDump(out));
                out.release();
            }
        }
        channel.finishAndReleaseAll();
        return seen;
    }

    static List<Object> cache(Cache cache, Random random) {
        List<Object> seen = new ArrayList<>();
        try (cache) {
            for (int i = 0; i < STEPS; i++) {
                String key = "key " + random.nextInt(KEYS);
                switch (random.nextInt(3)) {
                    case 0 -> cache.put(key, bytes(random));
                    case 1 -> cache.remove(key);
                    default -> seen.add(list(cache.get(key)));
                }
            }
        }
        return seen;
    }

    static List<Object> mesh(Mesh mesh, Random random) {
        List<Object> seen = new ArrayList<>();
        try (mesh) {
            for (int i = 0; i < STEPS; i++) {
                mesh.add(random.nextFloat(), random.nextFloat(), random.nextFloat());
            }
            for (FloatBuffer vertices = mesh.vertices(); vertices.hasRemaining();) {
                seen.add(vertices.get());
            }
        }
        return seen;
    }

    static List<Object> stack(Stack stack, Random random) {
        List<Object> seen = new ArrayList<>();
        try (stack) {
            for (int i = 0; i < STEPS; i++) {
                if (random.nextBoolean()) {
                    stack.push(random.nextLong());
                } else {
                    seen.add(stack.pop());
                }
            }
        }
        return seen;
    }

    static List<Object> blob(Blob blob, Random random) {
        List<Object> seen = new ArrayList<>();
        try (blob) {
            for (int i = 0; i < KEYS; i++) {
                blob.append(bytes(random));
                seen.add(list(blob.toArray()));
            }
        }
        return seen;
    }

    static List<Object> requests(Request request, Random random) {
        List<Object> seen = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            seen.add(request.length("request ".repeat(random.nextInt(KEYS)) + random.nextInt()));
        }
        return seen;
    }

    static List<Object> messages(Messages messages, Random random) {
        List<Object> seen = new ArrayList<>();
        try (messages) {
            for (int i = 0; i < STEPS; i++) {
                if (random.nextBoolean()) {
                    messages.add(bytes(random));
                } else {
                    seen.add(list(messages.poll()));
                }
            }
        }
        return seen;
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(LONGEST)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** As a text, which is compared by its content. */
    private static String list(byte[] bytes) {
        return bytes == null ? "nothing" : ByteBufUtil.hexDump(bytes);
    }
}
