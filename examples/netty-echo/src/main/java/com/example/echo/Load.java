package com.example.echo;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/**
 * Connections that each send a request, wait for its answer, compare it, and send the next one. So a server that is
 * slow gets fewer requests, and latencies are those of this load, not of one that comes whatever the server does.
 */
final class Load implements AutoCloseable {
    /** What the requests carry, by chance: as many small ones as large ones. */
    static final int[] BODY_BYTES = {64, 256, 1 << 10, 4 << 10, 16 << 10, 64 << 10};
    /** Fewer measured answers are no measurement, however slow the machine is. */
    private static final int LEAST_ANSWERS = 100;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(20);

    private final EventLoopGroup group;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final List<LoadHandler> handlers = new ArrayList<>();
    private final List<Channel> channels = new ArrayList<>();
    private final LongAdder answers = new LongAdder();
    private volatile Phase phase = Phase.WARM_UP;

    /** What becomes of an answer. */
    enum Phase {
        WARM_UP,
        MEASURED,
        OVER
    }

    /**
     * What came of a load.
     *
     * @param requests answered, and measured
     * @param seconds for how long
     * @param nanos from a request to its answer
     */
    record Outcome(long requests, double seconds, Histogram nanos) {
    }

    Load(int port, int connections, int threads, long seed) throws InterruptedException {
        group = new MultiThreadIoEventLoopGroup(threads, NioIoHandler.newFactory());
        Bootstrap bootstrap = new Bootstrap().group(group).channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpClientCodec(),
                                new HttpObjectAggregator(EchoServer.MOST_BODY_BYTES));
                    }
                });
        for (int i = 0; i < connections; i++) {
            LoadHandler handler = new LoadHandler(this, seed + i);
            handlers.add(handler);
            Channel channel = bootstrap.connect(InetAddress.getLoopbackAddress(), port).sync().channel();
            channels.add(channel);
            channel.eventLoop().execute(() -> channel.pipeline().addLast(handler));
        }
    }

    /** Runs the load to its end; the connections are closed then. */
    Outcome run(Duration warmUp, Duration measured) throws InterruptedException {
        pass(warmUp, 0);
        phase = Phase.MEASURED;
        long begin = System.nanoTime();
        pass(measured, LEAST_ANSWERS);
        phase = Phase.OVER;
        double seconds = (System.nanoTime() - begin) / 1e9;
        for (Channel channel : channels) {
            channel.closeFuture().sync();
        }
        requireNoFailure();
        Histogram nanos = LoadHandler.newHistogram();
        handlers.forEach(handler -> nanos.add(handler.nanos()));
        return new Outcome(nanos.getTotalCount(), seconds, nanos);
    }

    /** Waits for so long, and for so many answers. */
    private void pass(Duration time, int least) throws InterruptedException {
        long begin = System.nanoTime();
        long passed = 0;
        while (passed < time.toNanos() || answers.sum() < least) {
            if (passed > time.plus(LONGEST).toNanos()) {
                throw new IllegalStateException("only " + answers.sum() + " answers within " + LONGEST);
            }
            Thread.sleep(POLL);
            requireNoFailure();
            passed = System.nanoTime() - begin;
        }
    }

    Phase phase() {
        return phase;
    }

    /** Counts an answer that was measured. */
    void answered() {
        answers.increment();
    }

    void failed(Throwable cause) {
        failures.add(cause);
    }

    private void requireNoFailure() {
        Throwable failure = failures.peek();
        if (failure != null) {
            throw new IllegalStateException(failures.size() + " requests failed", failure);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
