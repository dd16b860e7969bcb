#include "random.h"

uint64_t next_random(uint64_t *state) {
    uint64_t z = *state += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

void draw(struct draws *draws, uint64_t seed, uint32_t slots, uint32_t least, uint32_t most) {
    uint64_t state = seed;
    draws->position = 0;
    for (int i = 0; i < DRAWS; i++) {
        draws->slot[i] = (uint16_t) (next_random(&state) % slots);
        draws->size[i] = least + (uint32_t) (next_random(&state) % (most - least + 1));
    }
}
