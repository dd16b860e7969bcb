/*
 * How the loops get and return their blocks. Two programs are compiled from the same loops: one calls malloc and free;
 * the other, with EMPTY defined, has no allocator. What the second takes, the loop and its writes take, and a
 * measurement subtracts it.
 */
#ifndef BLOCK_H
#define BLOCK_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* Distance between the stand-ins of neighbouring slots, one cache line; the loops write no more than that. */
#define STAND_IN_BYTES 64

/* The block of `size` bytes for a slot whose stand-in, where there is no allocator, is `stand_in`. */
static inline void *take(size_t size, char *stand_in) {
#ifdef EMPTY
    /* The size still has to be computed: it is an argument, as far as the compiler can tell. */
    __asm__ volatile("" : : "r"(size));
    return stand_in;
#else
    (void) stand_in;
    return malloc(size);
#endif
}

static inline void give(void *block) {
#ifdef EMPTY
    __asm__ volatile("" : : "r"(block) : "memory");
#else
    free(block);
#endif
}

/* Writes the first 8 bytes, as a program would. Where malloc had no memory, the program ends here by a signal. */
static inline void touch(void *block, int64_t value) {
    *(volatile int64_t *) block = value;
}

#endif
