/*
 * xmalloc-test, by Lever and Boreham: some threads only allocate and others only free, and batches of blocks travel
 * from these to those. The original has one list of batches, behind a lock, for all threads; here each allocating
 * thread has a freeing one to itself and a queue to it without a lock, so that the allocator is measured and not the
 * lock. Sizes are 16 bytes to 1 KiB, in steps of one half: 16, 24, 32, 48, 64 ...
 */
#include "block.h"
#include "random.h"
#include "ring.h"
#include "workloads.h"

#define BATCH 256
#define LENGTH 16
#define SIZES 13

struct line {
    struct ring ring;
    _Alignas(APART) void *blocks[LENGTH][BATCH];
    char stand_ins[LENGTH * BATCH * STAND_IN_BYTES];
};

struct end {
    struct line *line;
    bool allocates;
    struct draws draws;
};

static struct line lines[MOST_WORKERS / 2];

static void *start(const struct row *row, int worker, uint64_t seed) {
    struct end *end = reserve(sizeof *end);
    end->line = &lines[worker / 2];
    end->allocates = worker % 2 == 0;
    draw(&end->draws, seed + (uint64_t) worker, row->slots, 0, SIZES - 1);
    for (int i = 0; i < DRAWS; i++) {
        uint32_t kind = end->draws.size[i];
        end->draws.size[i] = (kind % 2 == 0 ? row->least : row->least * 3 / 2) << kind / 2;
    }
    return end;
}

static long allocate_batch(struct end *end) {
    struct line *line = end->line;
    long tail = atomic_load_explicit(&line->ring.tail, memory_order_relaxed);
    if (!has_room(&line->ring, tail, LENGTH)) {
        give_way();
        return 0;
    }
    long entry = tail % LENGTH;
    for (long i = 0; i < BATCH; i++) {
        void *block = take(end->draws.size[end->draws.position + i],
                line->stand_ins + (entry * BATCH + i) * STAND_IN_BYTES);
        touch(block, i);
        line->blocks[entry][i] = block;
    }
    end->draws.position = (end->draws.position + BATCH) % DRAWS;
    put_until(&line->ring, tail + 1);
    return BATCH;
}

static void free_batch(struct line *line) {
    long head = atomic_load_explicit(&line->ring.head, memory_order_relaxed);
    if (!has_entry(&line->ring, head)) {
        give_way();
        return;
    }
    for (long i = 0; i < BATCH; i++) {
        give(line->blocks[head % LENGTH][i]);
    }
    taken_until(&line->ring, head + 1);
}

/* Operations are counted where they begin. */
static long step(void *state) {
    struct end *end = state;
    if (end->allocates) {
        return allocate_batch(end);
    }
    free_batch(end->line);
    return 0;
}

const struct workload xmalloc_test = {start, step};
