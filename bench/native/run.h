/* Runs the workers of a row through windows of time. */
#ifndef RUN_H
#define RUN_H

#include "row.h"

/* What one worker did in one window. */
struct window {
    long operations;
    double cpu_nanos;
    double elapsed_nanos;
};

/* Afterwards window w of worker i is at [w * workers + i]. */
struct window *run(const struct row *row, int workers, uint64_t seed, int windows, double window_nanos);

#endif
