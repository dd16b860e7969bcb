/*
 * larson, by Larson and Krishnan: a server whose threads come and go. Each thread has an array of blocks of 8 to 1,000
 * bytes and replaces random ones; after a while it ends, and a new thread inherits its array, so that blocks bleed from
 * thread to thread. Here threads do not end: after 4,096 replacements each exchanges its array for the one that lies in
 * a common place.
 */
#include <stdatomic.h>

#include "block.h"
#include "random.h"
#include "workloads.h"

#define STEPS_BEFORE_EXCHANGE 4

struct array {
    void **blocks;
    char *stand_ins;
};

struct larson {
    struct array *mine;
    int steps;
    struct draws draws;
};

static _Atomic(struct array *) left_by_another;

static struct array *filled_array(const struct row *row, const struct draws *draws) {
    struct array *array = reserve(sizeof *array);
    array->blocks = reserve(row->slots * sizeof(void *));
    array->stand_ins = reserve((size_t) row->slots * STAND_IN_BYTES);
    for (uint32_t slot = 0; slot < row->slots; slot++) {
        array->blocks[slot] = take(draws->size[slot], array->stand_ins + (size_t) slot * STAND_IN_BYTES);
        touch(array->blocks[slot], slot);
    }
    return array;
}

static void *start(const struct row *row, int worker, uint64_t seed) {
    struct larson *larson = reserve(sizeof *larson);
    draw(&larson->draws, seed + (uint64_t) worker, row->slots, row->least, row->most);
    larson->mine = filled_array(row, &larson->draws);
    if (worker == 0) {
        atomic_store(&left_by_another, filled_array(row, &larson->draws));
    }
    return larson;
}

static long step(void *state) {
    struct larson *larson = state;
    struct array *array = larson->mine;
    uint32_t first = larson->draws.position;
    for (uint32_t i = first; i < first + STEP; i++) {
        size_t slot = larson->draws.slot[i];
        give(array->blocks[slot]);
        void *block = take(larson->draws.size[i], array->stand_ins + slot * STAND_IN_BYTES);
        touch(block, i);
        array->blocks[slot] = block;
    }
    larson->draws.position = (first + STEP) % DRAWS;
    if (++larson->steps == STEPS_BEFORE_EXCHANGE) {
        larson->steps = 0;
        larson->mine = atomic_exchange(&left_by_another, array);
    }
    return STEP;
}

const struct workload larson = {start, step};
