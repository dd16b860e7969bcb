package org.pinfold.migration;

import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;

import static org.jctools.util.UnsafeAccess.UNSAFE;

/** Frees a block twice, by {@code unsafe} or a {@code heap}: run in a virtual machine of its own. */
@SuppressWarnings("removal")
final class SecondFree {
    private SecondFree() {
    }

    public static void main(String[] arguments) {
        if (arguments[0].equals("unsafe")) {
            long address = UNSAFE.allocateMemory(100);
            UNSAFE.freeMemory(address);
            UNSAFE.freeMemory(address);
            return;
        }
        try (Heap heap = Heap.create()) {
            long address = heap.malloc(100);
            heap.free(address);
            try {
                heap.free(address);
            } catch (HeapMisuseException told) {
                System.out.println(told.kind());
            }
        }
    }
}
