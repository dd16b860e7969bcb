package org.pinfold.misuse;

import org.pinfold.Heap;

/** The calls that take the address of a block. */
enum Call {
    FREE {
        @Override
        void on(Heap heap, long address, long byteSize) {
            heap.free(address);
        }
    },
    SIZED_FREE {
        @Override
        void on(Heap heap, long address, long byteSize) {
            heap.free(address, byteSize);
        }
    },
    BULK_FREE {
        @Override
        void on(Heap heap, long address, long byteSize) {
            heap.free(new long[] {0, address, 0}, 0, 3);
        }
    },
    REALLOC_TO_THE_SAME {
        @Override
        void on(Heap heap, long address, long byteSize) {
            heap.realloc(address, byteSize);
        }
    },
    REALLOC_TO_MORE {
        @Override
        void on(Heap heap, long address, long byteSize) {
            heap.realloc(address, 2 * byteSize);
        }
    },
    REALLOC_TO_NOTHING {
        @Override
        void on(Heap heap, long address, long byteSize) {
            heap.realloc(address, 0);
        }
    },
    USABLE_SIZE {
        @Override
        void on(Heap heap, long address, long byteSize) {
            heap.usableSize(address);
        }
    };

    /** Makes the call; {@code byteSize} is what was asked for, as far as that means something. */
    abstract void on(Heap heap, long address, long byteSize);
}
