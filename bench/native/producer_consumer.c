/*
 * producer-consumer: one thread allocates and writes blocks and hands each to another, which frees it. Every block is
 * freed by a thread that did not allocate it.
 */
#include "block.h"
#include "ring.h"
#include "workloads.h"

#define LENGTH 1024

struct line {
    struct ring ring;
    _Alignas(APART) void *blocks[LENGTH];
    char stand_ins[LENGTH * STAND_IN_BYTES];
};

struct end {
    struct line *line;
    size_t size;
    bool produces;
};

static struct line lines[MOST_WORKERS / 2];

static void *start(const struct row *row, int worker, uint64_t seed) {
    (void) seed;
    struct end *end = reserve(sizeof *end);
    end->line = &lines[worker / 2];
    end->size = row->most;
    end->produces = worker % 2 == 0;
    return end;
}

static long produce(struct line *line, size_t size) {
    long tail = atomic_load_explicit(&line->ring.tail, memory_order_relaxed);
    long produced = 0;
    while (produced < STEP && has_room(&line->ring, tail, LENGTH)) {
        void *block = take(size, line->stand_ins + tail % LENGTH * STAND_IN_BYTES);
        touch(block, tail);
        line->blocks[tail % LENGTH] = block;
        put_until(&line->ring, ++tail);
        produced++;
    }
    return produced;
}

static long consume(struct line *line) {
    long head = atomic_load_explicit(&line->ring.head, memory_order_relaxed);
    long consumed = 0;
    while (consumed < STEP && has_entry(&line->ring, head)) {
        void *block = line->blocks[head % LENGTH];
        taken_until(&line->ring, ++head);
        give(block);
        consumed++;
    }
    return consumed;
}

/* Operations are counted where they begin. */
static long step(void *state) {
    struct end *end = state;
    long done = end->produces ? produce(end->line, end->size) : consume(end->line);
    if (done == 0) {
        give_way();
    }
    return end->produces ? done : 0;
}

const struct workload producer_consumer = {start, step};
