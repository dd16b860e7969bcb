/*
 * What a worker hands to the next one: a queue of fixed length with one producer and one consumer. `tail` counts what
 * was put in and is written by the producer alone, `head` what was taken out, by the consumer alone; entries from head
 * to tail - 1 belong to the consumer and the others to the producer. Each side keeps the last count of the other that
 * it has seen, and looks again only when that says there is nothing to do.
 */
#ifndef RING_H
#define RING_H

#include <stdatomic.h>
#include <stdbool.h>

/* Two cache lines, because processors fetch them in pairs. */
#define APART 128

struct ring {
    _Alignas(APART) atomic_long tail;
    long head_seen;
    _Alignas(APART) atomic_long head;
    long tail_seen;
};

/* Whether the producer may fill entry `tail` of a ring of this length. */
static inline bool has_room(struct ring *ring, long tail, long length) {
    if (tail - ring->head_seen == length) {
        /* acquire: the consumer has read the entry before the producer writes to it again */
        ring->head_seen = atomic_load_explicit(&ring->head, memory_order_acquire);
    }
    return tail - ring->head_seen < length;
}

/* Whether the consumer may read entry `head`. */
static inline bool has_entry(struct ring *ring, long head) {
    if (head == ring->tail_seen) {
        /* acquire: the entry is read as the producer wrote it, and so are the blocks */
        ring->tail_seen = atomic_load_explicit(&ring->tail, memory_order_acquire);
    }
    return head < ring->tail_seen;
}

/* The producer has filled all entries before `tail`. release: so has whoever sees it. */
static inline void put_until(struct ring *ring, long tail) {
    atomic_store_explicit(&ring->tail, tail, memory_order_release);
}

/* The consumer has read all entries before `head`. release: none of its reads come later. */
static inline void taken_until(struct ring *ring, long head) {
    atomic_store_explicit(&ring->head, head, memory_order_release);
}

#endif
