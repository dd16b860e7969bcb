package org.pinfold.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A key keeps its first value, whoever adds it, and there are only so many. */
class RegistryTest {
    private static final int MOST = 64;
    private static final int THREADS = 4;

    private final Registry<Integer, Object> registry = new Registry<>(MOST);

    @Test
    void aKeyKeepsItsValue() {
        assertEquals(0, registry.metadataBytes(), "no memory before it is needed");
        Object value = registry.of(7, Object::new);
        assertSame(value, registry.of(7, () -> {
            throw new AssertionError("made again");
        }));
        assertEquals(1, registry.size());
    }

    @Test
    void thereIsRoomForSoMany() {
        for (int key = 0; key < MOST; key++) {
            assertNotNull(registry.of(key, Object::new));
        }
        assertNull(registry.of(MOST, Object::new));
        assertNotNull(registry.of(MOST - 1, Object::new), "the old ones stay");
        TreeMap<Integer, Object> all = new TreeMap<>();
        registry.forEach(all::put);
        assertEquals(IntStream.range(0, MOST).boxed().toList(), List.copyOf(all.keySet()));
    }

    /** Keys of one hash stand in one row, so that threads meet at each slot of it. */
    private record Colliding(int number) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Colliding(int its) && its == number;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Test
    void threadsThatAddOneKeyGetOneValue() throws Exception {
        for (int round = 0; round < 200; round++) {
            Registry<Colliding, Object> shared = new Registry<>(MOST);
            List<List<Object>> seen = Together.run(THREADS, thread -> () -> {
                List<Object> values = new ArrayList<>();
                for (int i = 0; i < MOST / 2; i++) {
                    values.add(shared.of(new Colliding(thread % 2 == 0 ? i : MOST / 2 - 1 - i), Object::new));
                }
                return thread % 2 == 0 ? values : values.reversed();
            });
            seen.forEach(values -> assertEquals(seen.getFirst(), values));
            assertEquals(MOST / 2, shared.size());
            assertEquals(MOST / 2, seen.getFirst().stream().distinct().count());
        }
    }

    @Test
    void threadsThatFillItGoAtMostOneBeyondEach() throws Exception {
        List<Long> added = Together.run(THREADS, thread -> () ->
                IntStream.range(0, MOST).filter(i -> registry.of(thread * MOST + i, Object::new) != null).count());
        long all = added.stream().mapToLong(Long::longValue).sum();
        assertTrue(all >= MOST && all <= MOST + THREADS, () -> all + " of " + added.stream().map(String::valueOf)
                .collect(Collectors.joining(", ")));
    }
}
