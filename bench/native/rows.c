#include "workloads.h"

#define KIB 1024u
#define MIB (1024 * KIB)

/* Name, workload, slots, least and most bytes of a block, in pairs. Some workloads fix a part of these themselves. */
const struct row rows[] = {
    {"pair-64", &pair, 1, 64, 64, false},
    {"pair-256", &pair, 1, 256, 256, false},
    {"pair-1k", &pair, 1, KIB, KIB, false},
    {"pair-8k", &pair, 1, 8 * KIB, 8 * KIB, false},
    {"pair-16k", &pair, 1, 16 * KIB, 16 * KIB, false},
    {"pair-64k", &pair, 1, 64 * KIB, 64 * KIB, false},
    {"pair-1m", &pair, 1, MIB, MIB, false},
    {"random-mixed", &random_slots, 4096, 16, KIB, false},
    {"random-128", &random_slots, 4096, 128, 128, false},
    {"random-256", &random_slots, 4096, 256, 256, false},
    {"random-512", &random_slots, 4096, 512, 512, false},
    {"random-1k", &random_slots, 4096, KIB, KIB, false},
    {"mid-large", &random_slots, 256, 8 * KIB, 32 * KIB, false},
    {"mid-large-52k", &random_slots, 256, 8 * KIB, 52 * KIB, false},
    {"fixed-64", &random_slots, 4096, 64, 64, false},
    {"batch-lifo", &batch_lifo, 1000, 64, 64, false},
    {"batch-fifo", &batch_fifo, 1000, 64, 64, false},
    {"producer-consumer", &producer_consumer, 1024, 64, 64, true},
    {"larson", &larson, 1000, 8, 1000, false},
    {"sh8bench", &sh8bench, 1024, 16, 1000, false},
    {"xmalloc-test", &xmalloc_test, 256, 16, KIB, true},
    {"mstress", &mstress, 1024, 8, 64 * KIB, false},
    {"cache-thrash", &cache_thrash, 1, 8, 8, false},
    {"cache-scratch", &cache_scratch, 1, 8, 8, false},
    {"glibc-simple", &glibc_simple, 1600, 16, 64, false},
    {"alloc-test", &alloc_test, 4096, 8, KIB, false},
};

const int row_count = sizeof rows / sizeof rows[0];
