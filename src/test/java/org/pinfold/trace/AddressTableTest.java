package org.pinfold.trace;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The table against a map, by one thread and by owners of their own addresses; and where they meet. */
class AddressTableTest {
    private static final int THREADS = 4;

    private record Item(long address, int version) implements AddressTable.Entry {
    }

    @Test
    void isAMapAsLongAsThereIsRoom() {
        AddressTable<Item> table = new AddressTable<>(1 << 10, 3);
        assertEquals(20_000, agree(table, new SplittableRandom(1), 0, 3_000, 20_000));
        assertTrue(table.slots() > 1 << 10, "it has grown");
    }

    @Test
    void ownersDoNotDisturbEachOther() throws Exception {
        AddressTable<Item> table = new AddressTable<>(1 << 10, 4);
        // Neighbouring addresses: all threads are in the same slots.
        List<Integer> steps = Together.run(THREADS, thread -> () ->
                agree(table, new SplittableRandom(thread), thread, 1_000, 50_000));
        assertEquals(List.of(50_000, 50_000, 50_000, 50_000), steps);
    }

    /** Random steps on addresses that no other thread changes; answers how many there were. */
    private static int agree(AddressTable<Item> table, SplittableRandom random, int owner, int addresses, int steps) {
        Map<Long, Item> model = new HashMap<>();
        int done = 0;
        for (; done < steps; done++) {
            long address = (random.nextLong(addresses) * THREADS + owner) * 16;
            Item there = model.get(address);
            assertSame(there, table.find(address));
            Item next = new Item(address, done);
            if (there == null) {
                assertTrue(table.add(next), "there is room");
                model.put(address, next);
            } else if (random.nextBoolean()) {
                assertTrue(table.replace(there, null));
                model.remove(address);
                assertFalse(table.replace(there, next), "it is gone");
            } else {
                assertTrue(table.replace(there, next));
                model.put(address, next);
            }
        }
        Set<Item> all = new HashSet<>();
        table.forEach(item -> {
            if (item.address() / 16 % THREADS == owner) {
                all.add(item);
            }
        });
        assertEquals(Set.copyOf(model.values()), all);
        return done;
    }

    @Test
    void whatFindsNoRoomIsRefused() {
        AddressTable<Item> table = new AddressTable<>(8, 2);
        int added = 0;
        for (int i = 0; i < 1_000; i++) {
            added += table.add(new Item(16L * i, 0)) ? 1 : 0;
        }
        assertEquals(8 + 32, table.slots());
        assertEquals(table.slots(), added, "in the end every slot is used");
        assertNull(table.find(16L * 999));
    }

    /** Two threads go through the same entries, side by side for most of the way. */
    @Test
    void ofTwoWhoReplaceOneEntryOneDoes() throws Exception {
        int count = 10_000;
        for (int round = 0; round < 20; round++) {
            AddressTable<Item> table = new AddressTable<>(1 << 15, 2);
            List<Item> entries = IntStream.range(0, count).mapToObj(i -> new Item(16L * i, 0)).toList();
            entries.forEach(entry -> assertTrue(table.add(entry)));
            List<Long> done = Together.run(2, thread -> () -> entries.stream()
                    .filter(entry -> table.replace(entry, new Item(entry.address(), 1 + thread))).count());
            assertEquals(count, done.get(0) + done.get(1), done::toString);
            long second = entries.stream().filter(entry -> table.find(entry.address()).version() == 2).count();
            assertEquals(done.get(1), second, "who was told so has done it");
        }
    }
}
