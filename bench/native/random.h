/*
 * The loops' random numbers. Sizes and slots are drawn before anything is measured, and are the same for the same seed
 * in any language: SplitMix64, a counter with a finalizer.
 */
#ifndef RANDOM_H
#define RANDOM_H

#include <stdint.h>

#define DRAWS 65536

struct draws {
    uint32_t position;
    uint16_t slot[DRAWS];
    uint32_t size[DRAWS];
};

/* The next number of the sequence whose state is `state`. */
uint64_t next_random(uint64_t *state);

/* Draws a slot, then a size of at least `least` and at most `most`, and so on, DRAWS times. */
void draw(struct draws *draws, uint64_t seed, uint32_t slots, uint32_t least, uint32_t most);

#endif
