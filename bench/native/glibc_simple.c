/*
 * glibc-simple, from glibc's own benchmarks: a number of blocks of one size is allocated, then freed in the same order;
 * 25, 100, 400 and 1,600 of them, and as many operations with each number. Here a step goes through all of that for
 * blocks of 16, 32 and 64 bytes, where the original reports them one by one.
 */
#include "block.h"
#include "workloads.h"

#define MOST_BLOCKS 1600

struct glibc_simple {
    size_t least;
    size_t most;
    void *blocks[MOST_BLOCKS];
    char stand_ins[MOST_BLOCKS * STAND_IN_BYTES];
};

static const int counts[] = {25, 100, 400, MOST_BLOCKS};

static void *start(const struct row *row, int worker, uint64_t seed) {
    (void) worker;
    (void) seed;
    struct glibc_simple *state = reserve(sizeof *state);
    state->least = row->least;
    state->most = row->most;
    return state;
}

static void allocate_then_free(struct glibc_simple *state, size_t size, int count) {
    for (int i = 0; i < count; i++) {
        void *block = take(size, state->stand_ins + (size_t) i * STAND_IN_BYTES);
        touch(block, i);
        state->blocks[i] = block;
    }
    for (int i = 0; i < count; i++) {
        give(state->blocks[i]);
    }
}

static long step(void *argument) {
    struct glibc_simple *state = argument;
    long operations = 0;
    for (size_t size = state->least; size <= state->most; size *= 2) {
        for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
            for (int done = 0; done < MOST_BLOCKS; done += counts[i]) {
                allocate_then_free(state, size, counts[i]);
            }
            operations += MOST_BLOCKS;
        }
    }
    return operations;
}

const struct workload glibc_simple = {start, step};
