package org.pinfold.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.AllocationManager;
import org.apache.arrow.memory.unsafe.UnsafeAllocationManager;
import org.pinfold.Heap;

/** Where the buffers of Arrow's tests get their memory. */
enum ArrowMemory {
    /** What Arrow brings itself, without Netty. */
    STOCK,
    PINFOLD,
    /** Faulty: two buffers of one size may have the same memory. */
    TWO_OWNERS;

    /** Only this loads Arrow, which has to be told some things before. */
    AllocationManager.Factory factory() {
        return switch (this) {
            case STOCK -> UnsafeAllocationManager.FACTORY;
            case PINFOLD -> PinfoldAllocationManager.FACTORY;
            case TWO_OWNERS -> new TwoOwners();
        };
    }

    /** What the heap of this process has against how it was used, and against its own books. */
    static List<String> complaints() {
        List<String> complaints = new ArrayList<>(Heap.global().audit().violations());
        if (Heap.global().misuses().total() != 0) {
            complaints.add(Heap.global().misuses().toString());
        }
        return complaints;
    }
}
