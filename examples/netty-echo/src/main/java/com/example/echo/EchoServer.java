package com.example.echo;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.pinfold.netty.PinfoldByteBufAllocator;

/** The server, whose connections have all their buffers from one allocator. */
final class EchoServer implements AutoCloseable {
    static final int MOST_BODY_BYTES = 1 << 20;
    /** Before the port, on the line that says that the server is ready. */
    static final String READY = "ready on port ";

    private final EventLoopGroup group;
    private final ByteBufAllocator allocator;
    private final Channel listening;

    EchoServer(ByteBufAllocator allocator, int threads) throws InterruptedException {
        this.allocator = allocator;
        group = new MultiThreadIoEventLoopGroup(threads, NioIoHandler.newFactory());
        listening = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, allocator)
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(MOST_BODY_BYTES),
                                new EchoHandler());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0).sync().channel();
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /**
     * The allocator is closed when nobody has a buffer any more.
     *
     * @throws IllegalStateException if somebody has
     */
    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        if (allocator instanceof PinfoldByteBufAllocator pinfold) {
            long live = pinfold.metric().usedDirectMemory();
            pinfold.close();
            if (live != 0) {
                throw new IllegalStateException(live + " bytes of buffers were not released");
            }
        }
    }

    /** Serves until its standard input ends, as it does when whoever has started it is gone. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ByteBufAllocator allocator = Allocator.valueOf(arguments[0]).make();
        try (EchoServer server = new EchoServer(allocator, Integer.parseInt(arguments[1]))) {
            System.out.println(READY + server.port());
            awaitEndOfInput();
        }
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            continue;
        }
    }
}
