package org.pinfold.protocol;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The index of candidates: every set of identities at the borders of words and leaves, and every mix of slabs. */
class SlabIndexTest {
    private static final int KIND = 3;
    private static final int IDENTITIES = 2 * 4096;
    /** First and last of a word and of a leaf. */
    private static final List<Integer> BORDERS = List.of(0, 1, 63, 64, 4095, 4096, 8191);
    private static final int SETS = 1 << 7;
    /** Each set: each identity announced, each withdrawn, and one claim of everything. */
    private static final int STEPS = SETS * (7 + 7 + 1);
    private static final List<Integer> PLACES = List.of(5, 64, 4096);
    /** Three places, each with one of the five candidates below, announced or not. */
    private static final int MIXES = 5 * 5 * 5 * 8;
    private static final int WALK = 50_000;

    /** What a bit can lead an adopter to. */
    private enum Candidate { NO_SLAB, OTHER_KIND, HELD, FULL, LISTED }

    /** The transitions under test; a canary breaks one. */
    private interface Bits {
        default long announced(long bits, int bit) {
            return SlabIndex.nextAnnounced(bits, bit);
        }

        default long cleared(long bits, int bit) {
            return SlabIndex.nextCleared(bits, bit);
        }
    }

    @Test
    void everyBitOfNarrowAndRandomWords() {
        assertEquals((256 + 10_000) * Long.SIZE, explore(new Bits() { }));
        Exploration.leave(SlabIndexTest.class, (256 + 10_000) * Long.SIZE);
    }

    @Test
    @Tag("canary")
    void canaryAShiftOfAnIntIsFound() {
        Bits broken = new Bits() {
            @Override
            public long announced(long bits, int bit) {
                return bits | 1 << bit;
            }
        };
        assertThrows(AssertionFailedError.class, () -> explore(broken));
    }

    private static int explore(Bits transitions) {
        Random random = Exploration.random(SlabIndexTest.class);
        int steps = 0;
        for (int i = 0; i < 256 + 10_000; i++) {
            long bits = i < 256 ? i : random.nextLong();
            for (int bit = 0; bit < Long.SIZE; bit++) {
                long announced = transitions.announced(bits, bit);
                long cleared = transitions.cleared(bits, bit);
                for (int other = 0; other < Long.SIZE; other++) {
                    long before = bits >>> other & 1;
                    assertEquals(other == bit ? 1 : before, announced >>> other & 1);
                    assertEquals(other == bit ? 0 : before, cleared >>> other & 1);
                }
                steps++;
            }
        }
        return steps;
    }

    @Test
    @Tag("loops")
    void everyStepFromEverySetOfBorders() {
        int steps = 0;
        for (int set = 0; set < SETS; set++) {
            for (int identity : BORDERS) {
                TreeSet<Integer> more = announced(set, BORDERS);
                more.add(identity);
                SlabIndex grown = index(announced(set, BORDERS), Map.of());
                grown.announce(identity);
                assertClaims(more, grown);

                TreeSet<Integer> fewer = announced(set, BORDERS);
                fewer.remove(identity);
                SlabIndex shrunk = index(announced(set, BORDERS), Map.of());
                shrunk.withdraw(identity);
                assertClaims(fewer, shrunk);
                steps += 2;
            }
            assertClaims(announced(set, BORDERS), index(announced(set, BORDERS), Map.of()));
            steps++;
        }
        assertEquals(STEPS, steps);
    }

    /** The index gives these identities, lowest first, and then no other. */
    private static void assertClaims(TreeSet<Integer> expected, SlabIndex index) {
        assertEquals(expected.size(), index.candidates());
        for (int identity : BORDERS) {
            assertEquals(expected.contains(identity), index.isAnnounced(identity));
        }
        for (int identity : expected) {
            assertEquals(identity, index.claim());
            assertFalse(index.isAnnounced(identity));
        }
        assertEquals(SlabIndex.NONE, index.claim());
        assertEquals(0, index.candidates());
    }

    private static TreeSet<Integer> announced(int set, List<Integer> identities) {
        TreeSet<Integer> members = new TreeSet<>();
        for (int i = 0; i < identities.size(); i++) {
            if ((set >>> i & 1) != 0) {
                members.add(identities.get(i));
            }
        }
        return members;
    }

    private static SlabIndex index(TreeSet<Integer> announced, Map<Integer, SlabWord> slabs) {
        SlabIndex index = new SlabIndex(KIND, IDENTITIES, slabs::get);
        announced.forEach(index::announce);
        return index;
    }

    @Test
    @Tag("loops")
    void everyMixOfCandidates() {
        int mixes = 0;
        for (int set = 0; set < 8; set++) {
            for (Candidate first : Candidate.values()) {
                for (Candidate second : Candidate.values()) {
                    for (Candidate third : Candidate.values()) {
                        checkAdopt(announced(set, PLACES), List.of(first, second, third));
                        mixes++;
                    }
                }
            }
        }
        assertEquals(MIXES, mixes);
    }

    /** The lowest announced slab that is listed and of the right class is held; bits below it are gone, above not. */
    private static void checkAdopt(TreeSet<Integer> announced, List<Candidate> candidates) {
        Map<Integer, SlabWord> slabs = new HashMap<>();
        int wanted = SlabIndex.NONE;
        for (int i = PLACES.size() - 1; i >= 0; i--) {
            slabs.put(PLACES.get(i), slab(candidates.get(i)));
            if (candidates.get(i) == Candidate.LISTED && announced.contains(PLACES.get(i))) {
                wanted = PLACES.get(i);
            }
        }
        SlabIndex index = index(announced, slabs);
        SlabWord adopted = index.adopt();
        if (wanted == SlabIndex.NONE) {
            assertNull(adopted);
            assertEquals(0, index.candidates());
        } else {
            assertSame(slabs.get(wanted), adopted);
            assertEquals(SlabWord.HELD, SlabWord.state(adopted.getVolatile()));
            assertEquals(announced.tailSet(wanted, false).size(), index.candidates());
        }
    }

    private static SlabWord slab(Candidate candidate) {
        SlabWord slab = new SlabWord(candidate == Candidate.OTHER_KIND ? KIND + 1 : KIND, 2);
        BatchRefill.refill(slab, candidate == Candidate.FULL ? 2 : 1);
        if (candidate != Candidate.HELD) {
            BatchRefill.unhold(slab);
        }
        return candidate == Candidate.NO_SLAB ? null : slab;
    }

    @Test
    @Tag("loops")
    void aRandomWalkAgreesWithASet() {
        Random random = Exploration.random(SlabIndexTest.class);
        SlabIndex index = new SlabIndex(KIND, IDENTITIES, identity -> null);
        TreeSet<Integer> expected = new TreeSet<>();
        for (int step = 0; step < WALK; step++) {
            int identity = random.nextInt(IDENTITIES);
            switch (random.nextInt(3)) {
                case 0 -> {
                    index.announce(identity);
                    expected.add(identity);
                }
                case 1 -> {
                    int near = expected.isEmpty() ? identity : expected.floor(Math.max(identity, expected.first()));
                    index.withdraw(near);
                    expected.remove(near);
                }
                default -> {
                    Integer lowest = expected.pollFirst();
                    assertEquals(lowest == null ? SlabIndex.NONE : lowest, index.claim());
                }
            }
        }
        assertClaims(expected, index);
    }

    @Test
    @Tag("loops")
    void theLastIdentityOfAnOddNumberIsFound() {
        SlabIndex index = new SlabIndex(KIND, 4097, identity -> null);
        index.announce(4096);
        assertEquals(4096, index.claim());
        assertEquals(SlabIndex.NONE, index.claim());
    }
}
