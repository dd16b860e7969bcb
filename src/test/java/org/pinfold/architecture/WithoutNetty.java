package org.pinfold.architecture;

import io.netty.buffer.ByteBuf;
import org.pinfold.Heap;
import org.pinfold.netty.PinfoldByteBufAllocator;

/** The main class of a child VM that uses the library, and Netty if it is there. */
final class WithoutNetty {
    static final String HEAP = "a heap in module ";
    static final String BUFFER = "a buffer in module ";
    static final String NO_NETTY = "no Netty";

    private WithoutNetty() {
    }

    public static void main(String[] arguments) {
        try (Heap heap = Heap.create()) {
            heap.free(heap.malloc(100));
            System.out.println(HEAP + Heap.class.getModule().getName());
            buffer(heap);
        } catch (NoClassDefFoundError e) {
            System.out.println(NO_NETTY + ": " + e.getMessage());
        }
    }

    private static void buffer(Heap heap) {
        ByteBuf buffer = new PinfoldByteBufAllocator(heap).directBuffer(100);
        System.out.println(BUFFER + buffer.getClass().getModule().getName());
        buffer.release();
    }
}
