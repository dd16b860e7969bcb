/*
 * A row of the tables is a workload with its parameters.
 *
 * A worker is one thread of a row. It calls `start` once and then `step` again and again. A step is a stretch of work
 * that is long beside a look at the clock, and waits for no other worker: so each worker can leave a window whenever
 * its time is over. No block is freed at the end: the process ends.
 */
#ifndef ROW_H
#define ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What most steps do, in operations. An operation is one allocation with its free. */
#define STEP 1024

#define MOST_WORKERS 64

struct row;

struct workload {
    /* Makes the state of the worker with this index, on its own thread. All have started before any takes a step. */
    void *(*start)(const struct row *row, int worker, uint64_t seed);
    /* Works, and returns how many operations that was. */
    long (*step)(void *state);
};

struct row {
    const char *name;
    const struct workload *workload;
    uint32_t slots;
    uint32_t least;
    uint32_t most;
    /* Every second worker frees what the one before it allocated. */
    bool in_pairs;
};

extern const struct row rows[];
extern const int row_count;

/* Memory for a state, zeroed, which the allocator to be measured knows nothing of. */
void *reserve(size_t bytes);

/* Called by a worker that found nothing to do. */
void give_way(void);

#endif
