package com.example.echo;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** One connection of a {@link JavaLoad}. */
final class Connection extends SimpleChannelInboundHandler<ByteBuf> {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final List<Exchange> exchanges;
    private final Random random;
    private final long end;
    private final Consumer<Throwable> failures;
    private final Histogram nanos = newHistogram();
    private Exchange exchange;
    private int received;
    private long sentAt;
    private boolean done;

    /** A connection that sends no more at {@code end} of {@link System#nanoTime}, and then closes itself. */
    Connection(List<Exchange> exchanges, Random random, long end, Consumer<Throwable> failures) {
        this.exchanges = exchanges;
        this.random = random;
        this.end = end;
        this.failures = failures;
    }

    static Histogram newHistogram() {
        return new Histogram(LONGEST_NANOS, DIGITS);
    }

    /** From each request to its answer; to be read when the connection is closed. */
    Histogram nanos() {
        return nanos;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        send(context);
    }

    private void send(ChannelHandlerContext context) {
        exchange = exchanges.get(random.nextInt(exchanges.size()));
        received = 0;
        sentAt = System.nanoTime();
        context.writeAndFlush(exchange.request().retainedDuplicate());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        if (!exchange.answers(bytes, received)) {
            throw new IllegalStateException("not what was sent, among " + bytes.readableBytes() + " bytes from byte "
                    + received + " of " + exchange.answerBytes() + " of an answer on");
        }
        received += bytes.readableBytes();
        if (received < exchange.answerBytes()) {
            return;
        }
        long now = System.nanoTime();
        nanos.recordValue(Math.min(now - sentAt, LONGEST_NANOS));
        if (now - end < 0) {
            send(context);
        } else {
            done = true;
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        done = true;
        failures.accept(cause);
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!done) {
            failures.accept(new IllegalStateException("the server has closed the connection"));
        }
    }
}
