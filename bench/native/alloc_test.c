/*
 * alloc-test, by OLogN Technologies: a random slot is picked; if it is empty a block is put there, else that block is
 * freed. Slots and sizes follow the 80/20 rule of real programs: four fifths of the picks go to one fifth of the slots,
 * and sizes are powers of two from 8 to 1,024 bytes, each half as frequent as the one below it. The original has far
 * more slots and refines the rule six times; it also reads and writes whole blocks.
 */
#include "block.h"
#include "random.h"
#include "workloads.h"

/* Of 256. */
#define FAVOURED 205
#define POWERS 8

struct alloc_test {
    void **blocks;
    char *stand_ins;
    struct draws draws;
};

static void *start(const struct row *row, int worker, uint64_t seed) {
    struct alloc_test *state = reserve(sizeof *state);
    state->blocks = reserve(row->slots * sizeof(void *));
    state->stand_ins = reserve((size_t) row->slots * STAND_IN_BYTES);
    draw(&state->draws, seed + (uint64_t) worker, row->slots, 0, UINT16_MAX);
    for (int i = 0; i < DRAWS; i++) {
        uint32_t number = state->draws.size[i];
        if (number % 256 < FAVOURED) {
            state->draws.slot[i] = (uint16_t) (state->draws.slot[i] % (row->slots / 5));
        }
        /* The lowest bit set is bit k in one of 2^(k+1) numbers; the largest size has what remains. */
        state->draws.size[i] = row->least << __builtin_ctz(number / 256 | 1u << (POWERS - 1));
    }
    return state;
}

/* An operation has two halves, a pick that allocates and a later one that frees: the allocations are counted. */
static long step(void *argument) {
    struct alloc_test *state = argument;
    long allocated = 0;
    uint32_t first = state->draws.position;
    for (uint32_t i = first; i < first + 2 * STEP; i++) {
        size_t slot = state->draws.slot[i];
        if (state->blocks[slot] == NULL) {
            void *block = take(state->draws.size[i], state->stand_ins + slot * STAND_IN_BYTES);
            touch(block, i);
            state->blocks[slot] = block;
            allocated++;
        } else {
            give(state->blocks[slot]);
            state->blocks[slot] = NULL;
        }
    }
    state->draws.position = (first + 2 * STEP) % DRAWS;
    return allocated;
}

const struct workload alloc_test = {start, step};
