package com.example.echo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Arrays;
import java.util.Random;
import org.HdrHistogram.Histogram;

/** One connection of the load. */
final class LoadHandler extends SimpleChannelInboundHandler<FullHttpResponse> {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final Load load;
    private final Random random;
    private final byte[] content = new byte[2 * Arrays.stream(Load.BODY_BYTES).max().orElseThrow()];
    private final Histogram nanos = newHistogram();
    private int sentFrom;
    private int sentBytes;
    private long sentAt;
    private Load.Phase sentIn;

    LoadHandler(Load load, long seed) {
        this.load = load;
        random = new Random(seed);
        random.nextBytes(content);
    }

    static Histogram newHistogram() {
        return new Histogram(LONGEST_NANOS, DIGITS);
    }

    /** The times of the answers that were measured; to be read when the connection is closed. */
    Histogram nanos() {
        return nanos;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        send(context);
    }

    private void send(ChannelHandlerContext context) {
        sentBytes = Load.BODY_BYTES[random.nextInt(Load.BODY_BYTES.length)];
        sentFrom = random.nextInt(content.length - sentBytes);
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", sent());
        request.headers().set(HttpHeaderNames.HOST, "localhost").setInt(HttpHeaderNames.CONTENT_LENGTH, sentBytes);
        sentIn = load.phase();
        sentAt = System.nanoTime();
        context.writeAndFlush(request);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        long time = System.nanoTime() - sentAt;
        if (!response.status().equals(HttpResponseStatus.OK) || !response.content().equals(sent())) {
            throw new IllegalStateException("not what was sent: " + response);
        }
        Load.Phase now = load.phase();
        if (sentIn == Load.Phase.MEASURED && now == Load.Phase.MEASURED) {
            nanos.recordValue(Math.min(time, LONGEST_NANOS));
            load.answered();
        }
        if (now == Load.Phase.OVER) {
            context.close();
        } else {
            send(context);
        }
    }

    private ByteBuf sent() {
        return Unpooled.wrappedBuffer(content, sentFrom, sentBytes);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        load.failed(cause);
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (load.phase() != Load.Phase.OVER) {
            load.failed(new IllegalStateException("the server has closed the connection"));
        }
    }
}
