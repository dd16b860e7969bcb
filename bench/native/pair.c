/*
 * pair: a block is allocated, written and freed at once. The fastest path of an allocator, and nothing but that: it is
 * the same block every time.
 */
#include "block.h"
#include "workloads.h"

struct pair {
    size_t size;
    char stand_in[STAND_IN_BYTES];
};

static void *start(const struct row *row, int worker, uint64_t seed) {
    (void) worker;
    (void) seed;
    struct pair *pair = reserve(sizeof *pair);
    pair->size = row->most;
    return pair;
}

static long step(void *state) {
    struct pair *pair = state;
    for (int i = 0; i < STEP; i++) {
        void *block = take(pair->size, pair->stand_in);
        touch(block, i);
        give(block);
    }
    return STEP;
}

const struct workload pair = {start, step};
