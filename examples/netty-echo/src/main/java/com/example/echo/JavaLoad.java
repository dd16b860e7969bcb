package com.example.echo;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** A load from this process, which compares every byte of every answer. */
final class JavaLoad implements Load {
    /** Of each size; so an answer that is another request's is found out most of the times. */
    private static final int BODIES = 8;
    private static final int RECEIVED_BYTES = 1 << 17;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final double NANOS = 1e3;

    private final int connections;
    private final int threads;
    private final long seed;
    private final List<Exchange> exchanges = new ArrayList<>();

    JavaLoad(int connections, int threads, long seed) {
        this.connections = connections;
        this.threads = threads;
        this.seed = seed;
        Random random = new Random(seed);
        for (int bytes : BODY_BYTES) {
            for (int i = 0; i < BODIES; i++) {
                exchanges.add(Exchange.of(bytes, random));
            }
        }
    }

    @Override
    public Outcome run(int port, Duration time) throws InterruptedException {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(threads, NioIoHandler.newFactory());
        try {
            return run(group, port, time);
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    private Outcome run(EventLoopGroup group, int port, Duration time) throws InterruptedException {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Connection> running = new ArrayList<>();
        Bootstrap bootstrap = new Bootstrap().group(group).channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(RECEIVED_BYTES))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                    }
                });
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            channels.add(bootstrap.connect(InetAddress.getLoopbackAddress(), port).sync().channel());
        }
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        for (Channel channel : channels) {
            Connection connection = new Connection(exchanges, new Random(seed + running.size()), end, failures::add);
            running.add(connection);
            channel.eventLoop().execute(() -> channel.pipeline().addLast(connection));
        }
        for (Channel channel : channels) {
            if (!channel.closeFuture().await(time.plus(LONGEST).toMillis())) {
                failures.add(new IllegalStateException("no answer within " + LONGEST));
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " requests failed", failures.peek());
        }
        Histogram nanos = Connection.newHistogram();
        running.forEach(connection -> nanos.add(connection.nanos()));
        return new Outcome(nanos.getTotalCount(), seconds, nanos.getValueAtPercentile(50) / NANOS,
                nanos.getValueAtPercentile(99) / NANOS, nanos.getValueAtPercentile(99.9) / NANOS);
    }
}
