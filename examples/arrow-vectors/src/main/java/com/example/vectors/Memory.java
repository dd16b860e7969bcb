package com.example.vectors;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.pinfold.arrow.PinfoldAllocationManager;

/** Where vectors have their memory. */
enum Memory {
    /** Arrow's manager over Netty's pool. */
    NETTY,
    /** Arrow's manager over the C library's malloc. */
    UNSAFE,
    /** A Pinfold heap with the defaults. */
    PINFOLD;

    /** Makes an allocator over it. */
    BufferAllocator allocator() {
        if (this == PINFOLD) {
            return new RootAllocator(RootAllocator.configBuilder()
                    .allocationManagerFactory(PinfoldAllocationManager.FACTORY)
                    .build());
        }
        // What Arrow chooses its own ones by; they cannot be touched before it does.
        System.setProperty("arrow.allocation.manager.type", this == NETTY ? "Netty" : "Unsafe");
        return new RootAllocator();
    }

    @Override
    public String toString() {
        return name().toLowerCase();
    }
}
