package org.pinfold.delivery;

import org.pinfold.Heap;

/** A program that uses a heap, and prints where its memory comes from. */
final class TellsBacking {
    private TellsBacking() {
    }

    /** Runs it. */
    public static void main(String[] arguments) {
        try (Heap heap = Heap.builder().limit(8 << 20).build()) {
            heap.free(heap.malloc(100));
            System.out.println("memory of " + heap.backing());
        }
    }
}
