/*
 * sh8bench, by MicroQuill: rounds in which blocks of many sizes, small ones more often, are allocated and then freed,
 * some in the order they were allocated in and some in the reverse; a few go to other threads. Here a round has 1,024
 * blocks. Half of them have 16 to 63 bytes, three eighths 64 to 255, one eighth 256 to 1,000. Those with an even index
 * are freed newest first and then those with an odd one oldest first; one in sixteen is, before that, exchanged for
 * what lies in a common place.
 */
#include <stdatomic.h>

#include "block.h"
#include "random.h"
#include "workloads.h"

#define EXCHANGED_ONE_IN 16

struct round {
    void *blocks[STEP];
    char stand_ins[STEP * STAND_IN_BYTES];
    struct draws draws;
};

static _Atomic(void *) common[STEP / EXCHANGED_ONE_IN];

/* The size that a draw of one of eight kinds and of a 16-bit number stands for. */
static uint32_t size_of(uint32_t kind, uint32_t number) {
    if (kind < 4) {
        return 16 + number % 48;
    }
    return kind < 7 ? 64 + number % 192 : 256 + number % 745;
}

static void *start(const struct row *row, int worker, uint64_t seed) {
    (void) row;
    struct round *round = reserve(sizeof *round);
    draw(&round->draws, seed + (uint64_t) worker, 8, 0, UINT16_MAX);
    for (int i = 0; i < DRAWS; i++) {
        round->draws.size[i] = size_of(round->draws.slot[i], round->draws.size[i]);
    }
    return round;
}

static long step(void *state) {
    struct round *round = state;
    for (uint32_t i = 0; i < STEP; i++) {
        round->blocks[i] = take(round->draws.size[round->draws.position + i],
                round->stand_ins + (size_t) i * STAND_IN_BYTES);
        touch(round->blocks[i], i);
    }
    round->draws.position = (round->draws.position + STEP) % DRAWS;
    for (uint32_t i = 0; i < STEP / EXCHANGED_ONE_IN; i++) {
        /* Null in the first round; free does nothing with that. */
        round->blocks[i * EXCHANGED_ONE_IN] = atomic_exchange(&common[i], round->blocks[i * EXCHANGED_ONE_IN]);
    }
    for (int i = STEP - 2; i >= 0; i -= 2) {
        give(round->blocks[i]);
    }
    for (int i = 1; i < STEP; i += 2) {
        give(round->blocks[i]);
    }
    return STEP;
}

const struct workload sh8bench = {start, step};
