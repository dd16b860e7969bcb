/* All workloads, each in the file of its name. */
#ifndef WORKLOADS_H
#define WORKLOADS_H

#include "row.h"

extern const struct workload pair;
extern const struct workload random_slots;
extern const struct workload batch_lifo;
extern const struct workload batch_fifo;
extern const struct workload producer_consumer;
extern const struct workload larson;
extern const struct workload sh8bench;
extern const struct workload xmalloc_test;
extern const struct workload mstress;
extern const struct workload cache_thrash;
extern const struct workload cache_scratch;
extern const struct workload glibc_simple;
extern const struct workload alloc_test;

#endif
