/*
 * random: blocks live in slots. An operation frees the block of a random slot and puts one of a random size in its
 * place, so that blocks of all ages and sizes are live all the time. With one size, that is the fixed-size row.
 */
#include "block.h"
#include "random.h"
#include "workloads.h"

struct random_slots {
    void **blocks;
    char *stand_ins;
    struct draws draws;
};

static void *start(const struct row *row, int worker, uint64_t seed) {
    struct random_slots *state = reserve(sizeof *state);
    state->blocks = reserve(row->slots * sizeof(void *));
    state->stand_ins = reserve((size_t) row->slots * STAND_IN_BYTES);
    draw(&state->draws, seed + (uint64_t) worker, row->slots, row->least, row->most);
    for (uint32_t slot = 0; slot < row->slots; slot++) {
        state->blocks[slot] = take(state->draws.size[slot], state->stand_ins + (size_t) slot * STAND_IN_BYTES);
        touch(state->blocks[slot], slot);
    }
    return state;
}

static long step(void *argument) {
    struct random_slots *state = argument;
    uint32_t first = state->draws.position;
    for (uint32_t i = first; i < first + STEP; i++) {
        size_t slot = state->draws.slot[i];
        give(state->blocks[slot]);
        void *block = take(state->draws.size[i], state->stand_ins + slot * STAND_IN_BYTES);
        touch(block, i);
        state->blocks[slot] = block;
    }
    state->draws.position = (first + STEP) % DRAWS;
    return STEP;
}

const struct workload random_slots = {start, step};
