/*
 * mstress, from mimalloc's tests: threads allocate and free blocks whose sizes are powers of two, with some far larger
 * ones, and exchange some of them through a common array. Here an operation replaces the block of one of 1,024 random
 * slots by one of 8 to 1,024 bytes, or, one in a hundred, of 512 bytes to 64 KiB; every fourth one is then exchanged
 * for what lies in that slot of the common array. The original also ends and starts its threads, and fills blocks.
 */
#include <stdatomic.h>

#include "block.h"
#include "random.h"
#include "workloads.h"

#define SLOTS 1024
#define POWERS 8
#define SMALL_DRAWS 792
#define ALL_DRAWS 800
#define LARGER_BY 6
#define EXCHANGED_ONE_IN 4

struct mstress {
    void *blocks[SLOTS];
    char stand_ins[SLOTS * STAND_IN_BYTES];
    struct draws draws;
};

static _Atomic(void *) common[SLOTS];

static void *start(const struct row *row, int worker, uint64_t seed) {
    struct mstress *state = reserve(sizeof *state);
    draw(&state->draws, seed + (uint64_t) worker, SLOTS, 0, ALL_DRAWS - 1);
    for (int i = 0; i < DRAWS; i++) {
        uint32_t number = state->draws.size[i];
        state->draws.size[i] = row->least << (number % POWERS + (number < SMALL_DRAWS ? 0 : LARGER_BY));
    }
    return state;
}

static long step(void *argument) {
    struct mstress *state = argument;
    uint32_t first = state->draws.position;
    for (uint32_t i = first; i < first + STEP; i++) {
        size_t slot = state->draws.slot[i];
        /* Null at first; free does nothing with that. */
        give(state->blocks[slot]);
        void *block = take(state->draws.size[i], state->stand_ins + slot * STAND_IN_BYTES);
        touch(block, i);
        state->blocks[slot] = i % EXCHANGED_ONE_IN == 0 ? atomic_exchange(&common[slot], block) : block;
    }
    state->draws.position = (first + STEP) % DRAWS;
    return STEP;
}

const struct workload mstress = {start, step};
