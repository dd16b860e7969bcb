#define _GNU_SOURCE
#include "run.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

/* Windows before the first that counts: caches fill, and the allocator gets the memory it will use. */
#define WARM_UP_WINDOWS 2

struct worker {
    int index;
    pthread_t thread;
};

static struct {
    const struct row *row;
    int workers;
    uint64_t seed;
    int windows;
    double window_nanos;
    struct window *results;
    /* For each window, whether any worker has done an operation in it. */
    atomic_bool *worked;
    pthread_barrier_t barrier;
} plan;

void *reserve(size_t bytes) {
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        perror("loops: no memory for the loop itself");
        exit(EXIT_FAILURE);
    }
    return memory;
}

void give_way(void) {
    sched_yield();
}

static double nanos(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double) now.tv_sec * 1e9 + (double) now.tv_nsec;
}

/*
 * Works until the time is over and some worker has done something: on a machine with little time for us, a worker might
 * get none of it as long as the window lasts, and others have nothing to do until it does.
 */
static struct window measure(void *state, atomic_bool *worked) {
    struct window window = {0, 0, 0};
    double start = nanos(CLOCK_MONOTONIC);
    double cpu_start = nanos(CLOCK_THREAD_CPUTIME_ID);
    do {
        window.operations += plan.row->workload->step(state);
        /* relaxed: only a sign to end. Looked at first, so that the line is not taken from the others each time. */
        if (window.operations > 0 && !atomic_load_explicit(worked, memory_order_relaxed)) {
            atomic_store_explicit(worked, true, memory_order_relaxed);
        }
        window.elapsed_nanos = nanos(CLOCK_MONOTONIC) - start;
    } while (window.elapsed_nanos < plan.window_nanos || !atomic_load_explicit(worked, memory_order_relaxed));
    window.cpu_nanos = nanos(CLOCK_THREAD_CPUTIME_ID) - cpu_start;
    return window;
}

static void *work(void *argument) {
    const struct worker *worker = argument;
    void *state = plan.row->workload->start(plan.row, worker->index, plan.seed);
    for (int i = 0; i < WARM_UP_WINDOWS + plan.windows; i++) {
        /* Windows begin together, the first after all have started. */
        pthread_barrier_wait(&plan.barrier);
        struct window window = measure(state, &plan.worked[i]);
        if (i >= WARM_UP_WINDOWS) {
            plan.results[(i - WARM_UP_WINDOWS) * plan.workers + worker->index] = window;
        }
    }
    return NULL;
}

struct window *run(const struct row *row, int workers, uint64_t seed, int windows, double window_nanos) {
    static struct worker all[MOST_WORKERS];
    plan.row = row;
    plan.workers = workers;
    plan.seed = seed;
    plan.windows = windows;
    plan.window_nanos = window_nanos;
    plan.results = reserve((size_t) windows * (size_t) workers * sizeof *plan.results);
    plan.worked = reserve(((size_t) windows + WARM_UP_WINDOWS) * sizeof *plan.worked);
    pthread_barrier_init(&plan.barrier, NULL, (unsigned) workers);
    /*
     * The first worker is the thread that is there already. A single one so runs in a program without threads, where
     * allocators that look for that need no locked instructions.
     */
    for (int i = 1; i < workers; i++) {
        all[i].index = i;
        if (pthread_create(&all[i].thread, NULL, work, &all[i]) != 0) {
            fprintf(stderr, "loops: thread %d of %d does not start\n", i + 1, workers);
            exit(EXIT_FAILURE);
        }
    }
    work(&all[0]);
    for (int i = 1; i < workers; i++) {
        pthread_join(all[i].thread, NULL);
    }
    return plan.results;
}
