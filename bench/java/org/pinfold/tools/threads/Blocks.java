package org.pinfold.tools.threads;

import org.pinfold.Heap;

/** Where the blocks of a {@link WorkingSet} come from: a heap, or nowhere, to see what the loop costs by itself. */
public interface Blocks {
    /** No heap: an address that is good for nothing. */
    Blocks NONE = new Blocks() {
        @Override
        public long malloc(long byteSize) {
            return byteSize;
        }

        @Override
        public void free(long address) {
        }
    };

    /** Allocates; never answers 0. */
    long malloc(long byteSize);

    /** Frees. */
    void free(long address);

    /** The blocks of a heap. */
    static Blocks of(Heap heap) {
        return new Blocks() {
            @Override
            public long malloc(long byteSize) {
                return heap.malloc(byteSize);
            }

            @Override
            public void free(long address) {
                heap.free(address);
            }
        };
    }
}
