/*
 * cache-thrash and cache-scratch, by Berger: does the allocator make threads share cache lines? Each thread allocates a
 * small block, writes it again and again and frees it. Blocks of two threads in one line cost as many misses as there
 * are writes. In cache-thrash the allocator alone may put them there (active false sharing). In cache-scratch the first
 * thread allocates a block for each, side by side, and each frees the one it was handed before it starts, so that an
 * allocator that gives it back to the one who freed it puts them there (passive false sharing). Here a block has 8
 * bytes and is written 32 times.
 */
#include "block.h"
#include "workloads.h"

#define WRITES 32
#define BLOCKS 128

struct worker {
    int index;
    size_t size;
    char stand_in[STAND_IN_BYTES];
};

static void *handed_out[MOST_WORKERS];
static char stand_ins[MOST_WORKERS][STAND_IN_BYTES];

static void *start_alone(const struct row *row, int index, uint64_t seed) {
    (void) seed;
    struct worker *worker = reserve(sizeof *worker);
    worker->index = index;
    worker->size = row->most;
    return worker;
}

static void *start_with_neighbours(const struct row *row, int index, uint64_t seed) {
    if (index == 0) {
        for (int i = 0; i < MOST_WORKERS; i++) {
            handed_out[i] = take(row->most, stand_ins[i]);
            touch(handed_out[i], i);
        }
    }
    return start_alone(row, index, seed);
}

static long write_blocks(void *state) {
    struct worker *worker = state;
    for (int i = 0; i < BLOCKS; i++) {
        void *block = take(worker->size, worker->stand_in);
        for (int written = 0; written < WRITES; written++) {
            touch(block, written);
        }
        give(block);
    }
    return BLOCKS;
}

static long free_and_write_blocks(void *state) {
    struct worker *worker = state;
    if (handed_out[worker->index] != NULL) {
        give(handed_out[worker->index]);
        handed_out[worker->index] = NULL;
    }
    return write_blocks(state);
}

const struct workload cache_thrash = {start_alone, write_blocks};
const struct workload cache_scratch = {start_with_neighbours, free_and_write_blocks};
