/*
 * batch: many blocks are allocated one after the other, and then all are freed, newest first (LIFO) or oldest first
 * (FIFO). More than a thread's cache may hold goes through the allocator and back.
 */
#include "block.h"
#include "workloads.h"

struct batch {
    size_t size;
    uint32_t count;
    void **blocks;
    char *stand_ins;
};

static void *start(const struct row *row, int worker, uint64_t seed) {
    (void) worker;
    (void) seed;
    struct batch *batch = reserve(sizeof *batch);
    batch->size = row->most;
    batch->count = row->slots;
    batch->blocks = reserve(row->slots * sizeof(void *));
    batch->stand_ins = reserve((size_t) row->slots * STAND_IN_BYTES);
    return batch;
}

static void allocate_all(struct batch *batch) {
    for (uint32_t i = 0; i < batch->count; i++) {
        void *block = take(batch->size, batch->stand_ins + (size_t) i * STAND_IN_BYTES);
        touch(block, i);
        batch->blocks[i] = block;
    }
}

static long newest_first(void *state) {
    struct batch *batch = state;
    allocate_all(batch);
    for (uint32_t i = batch->count; i-- > 0;) {
        give(batch->blocks[i]);
    }
    return batch->count;
}

static long oldest_first(void *state) {
    struct batch *batch = state;
    allocate_all(batch);
    for (uint32_t i = 0; i < batch->count; i++) {
        give(batch->blocks[i]);
    }
    return batch->count;
}

const struct workload batch_lifo = {start, newest_first};
const struct workload batch_fifo = {start, oldest_first};
