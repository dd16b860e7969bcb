/*
 * Runs one row and prints what it took, as one JSON object:
 *
 *     loops ROW THREADS SEED WINDOWS WINDOW_MILLIS
 *     loops --rows                               the names of the rows, one a line
 *     loops --sequence SEED SLOTS LEAST MOST     the slots and sizes that are drawn, one pair a line
 *     loops --allocator                          the allocator alone
 *
 * The allocator is whichever the dynamic linker binds malloc and free to (LD_PRELOAD), and the program says which file
 * that was. Exit codes: 0, 1 if it cannot do what it is asked for, 2 if it does not understand it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"
#include "run.h"

#define MOST_WINDOWS 100000
#define MOST_WINDOW_MILLIS 600000

static void misused(const char *what, const char *argument) {
    fprintf(stderr, "loops: %s: '%s'\n"
            "usage: loops ROW THREADS SEED WINDOWS WINDOW_MILLIS | --rows | --sequence SEED SLOTS LEAST MOST "
            "| --allocator\n", what, argument);
    exit(2);
}

/* A number in an argument; a negative one stands for its two's complement. */
static uint64_t number(const char *argument) {
    char *end;
    errno = 0;
    uint64_t value = argument[0] == '-' ? (uint64_t) strtoll(argument, &end, 10) : strtoull(argument, &end, 10);
    if (errno != 0 || end == argument || *end != '\0') {
        misused("not a number", argument);
    }
    return value;
}

static int number_up_to(uint64_t most, const char *argument) {
    uint64_t value = number(argument);
    if (value < 1 || value > most) {
        misused("out of range", argument);
    }
    return (int) value;
}

/* The file of the function that calls of `name` reach. */
static void print_file_of(const char *name) {
#ifdef EMPTY
    printf("\"%s\":null,", name);
#else
    Dl_info info;
    void *function = dlsym(RTLD_DEFAULT, name);
    if (function == NULL || dladdr(function, &info) == 0) {
        fprintf(stderr, "loops: no file defines %s\n", name);
        exit(EXIT_FAILURE);
    }
    printf("\"%s\":\"%s\",", name, info.dli_fname);
#endif
}

static void print_results(const struct window *results, int workers, int windows) {
    printf("\"windows\":[");
    for (int w = 0; w < windows; w++) {
        long operations = 0;
        double cpu = 0;
        double elapsed = 0;
        for (int i = 0; i < workers; i++) {
            const struct window *window = &results[w * workers + i];
            operations += window->operations;
            cpu += window->cpu_nanos;
            /* A worker that helps with others' operations and counts none takes no time of its own. */
            elapsed += window->operations == 0 ? 0 : window->elapsed_nanos;
        }
        printf("%s{\"operations\":%ld,\"cpuNanos\":%.0f,\"elapsedNanos\":%.0f}", w == 0 ? "" : ",", operations, cpu,
                elapsed);
    }
    printf("]");
}

static const struct row *row_named(const char *name) {
    for (int i = 0; i < row_count; i++) {
        if (strcmp(rows[i].name, name) == 0) {
            return &rows[i];
        }
    }
    misused("no such row", name);
    return NULL;
}

static void run_row(char **arguments) {
    const struct row *row = row_named(arguments[0]);
    int workers = number_up_to(MOST_WORKERS, arguments[1]);
    uint64_t seed = number(arguments[2]);
    int windows = number_up_to(MOST_WINDOWS, arguments[3]);
    int millis = number_up_to(MOST_WINDOW_MILLIS, arguments[4]);
    if (row->in_pairs && workers % 2 != 0) {
        misused("this row takes an even number of threads", row->name);
    }
    const struct window *results = run(row, workers, seed, windows, millis * 1e6);
    printf("{");
    print_file_of("malloc");
    print_file_of("free");
    print_results(results, workers, windows);
    printf("}\n");
}

static void print_allocator(void) {
    printf("{");
    print_file_of("malloc");
    print_file_of("free");
    printf("\"windows\":[]}\n");
}

static void print_rows(void) {
    for (int i = 0; i < row_count; i++) {
        puts(rows[i].name);
    }
}

static void print_sequence(char **arguments) {
    static struct draws draws;
    uint64_t seed = number(arguments[0]);
    uint32_t slots = (uint32_t) number_up_to(DRAWS, arguments[1]);
    uint32_t least = (uint32_t) number_up_to(INT32_MAX, arguments[2]);
    uint32_t most = (uint32_t) number_up_to(INT32_MAX, arguments[3]);
    if (most < least) {
        misused("less than the least", arguments[3]);
    }
    draw(&draws, seed, slots, least, most);
    for (int i = 0; i < DRAWS; i++) {
        printf("%" PRIu16 " %" PRIu32 "\n", draws.slot[i], draws.size[i]);
    }
}

int main(int count, char **arguments) {
    if (count == 6 && strcmp(arguments[1], "--sequence") == 0) {
        print_sequence(arguments + 2);
    } else if (count == 6) {
        run_row(arguments + 1);
    } else if (count == 2 && strcmp(arguments[1], "--rows") == 0) {
        print_rows();
    } else if (count == 2 && strcmp(arguments[1], "--allocator") == 0) {
        print_allocator();
    } else {
        misused("wrong number of arguments", count > 1 ? arguments[1] : "");
    }
    return EXIT_SUCCESS;
}
