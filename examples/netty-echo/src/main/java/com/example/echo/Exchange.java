package com.example.echo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A request and the answer that has to come to it, byte for byte as they go over the wire. They are made once, so that
 * of two sides that share a machine it is the server that is busy.
 *
 * @param request never read itself, but in duplicates
 * @param answer what is compared; its position and limit stay
 */
record Exchange(ByteBuf request, ByteBuffer answer) {
    /** With a body of so many bytes of chance. */
    static Exchange of(int bodyBytes, Random random) {
        byte[] body = new byte[bodyBytes];
        random.nextBytes(body);
        String end = "content-length: " + bodyBytes + "\r\n\r\n";
        ByteBuf request = direct("POST / HTTP/1.1\r\nhost: localhost\r\n" + end, body);
        ByteBuf answer = direct("HTTP/1.1 200 OK\r\n" + end, body);
        return new Exchange(request, answer.nioBuffer());
    }

    private static ByteBuf direct(String head, byte[] body) {
        byte[] bytes = head.getBytes(StandardCharsets.US_ASCII);
        return Unpooled.directBuffer(bytes.length + body.length).writeBytes(bytes).writeBytes(body);
    }

    /** Whether these bytes are those of the answer from this offset on. */
    boolean answers(ByteBuf bytes, int offset) {
        int length = bytes.readableBytes();
        return offset + length <= answer.limit()
                && answer.slice(offset, length).mismatch(bytes.internalNioBuffer(bytes.readerIndex(), length)) < 0;
    }

    int answerBytes() {
        return answer.limit();
    }
}
