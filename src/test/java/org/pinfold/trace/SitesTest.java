package org.pinfold.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A place in the code is one site, told from others by all of its frames. */
class SitesTest {
    private final Sites sites = new Sites(name -> name.equals(Sites.class.getName())
            || name.equals(Registry.class.getName()));

    private Site call() {
        return sites.here();
    }

    @Test
    void theSamePlaceIsOneSite() {
        Site[] seen = new Site[3];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = call();
        }
        assertSame(seen[0], seen[1]);
        assertSame(seen[0], seen[2]);
        assertNotSame(seen[0], call(), "another line of the caller");
        StackTraceElement first = seen[0].frames().getFirst();
        assertEquals("call", first.getMethodName());
        assertEquals("theSamePlaceIsOneSite", seen[0].frames().get(1).getMethodName());
        assertEquals(Sites.DEPTH, seen[0].frames().size(), "no deeper");
        assertTrue(seen[0].toString().startsWith(first + " < "), seen[0]::toString);
    }

    @Test
    void framesOfTheLibraryAreLeftOut() {
        Sites from = new Sites(name -> !name.startsWith("java.") && !name.startsWith("jdk."));
        assertTrue(from.here().frames().getFirst().getClassName().startsWith("java."), from.here()::toString);
        assertEquals("an unknown place", new Sites(name -> true).here().toString());
    }

    @Test
    void ofOneLineTwoCallsAreTwoSites() {
        List<Site> both = List.of(call(), call());
        assertNotSame(both.get(0), both.get(1));
        assertEquals(both.get(0).frames(), both.get(1).frames(), "for people they look the same");
    }

    /** One place for each number, by the ways that calls of two methods go to its bits. */
    private Site even(int bits, int left) {
        return left == 0 ? sites.here() : (bits & 1) == 0 ? even(bits >> 1, left - 1) : odd(bits >> 1, left - 1);
    }

    private Site odd(int bits, int left) {
        return left == 0 ? sites.here() : (bits & 1) == 0 ? even(bits >> 1, left - 1) : odd(bits >> 1, left - 1);
    }

    @Test
    void thereAreOnlySoMany() {
        int log = 13;
        List<Site> all = new ArrayList<>();
        for (int number = 0; number <= 1 << log; number++) {
            all.add(even(number & (1 << log) - 1, log));
        }
        assertSame(all.getFirst(), all.removeLast(), "the first ones stay");
        Set<Site> known = all.stream().filter(site -> site != Site.UNKNOWN).collect(Collectors.toSet());
        assertEquals(Sites.MOST, known.size());
        assertEquals((1 << log) - Sites.MOST, sites.overflows());
        assertTrue(sites.metadataBytes() < 16 << 20, () -> sites.metadataBytes() + " bytes");
    }

    @Test
    void threadsFindTheSameSites() throws Exception {
        List<List<Site>> found = Together.run(4, thread -> () -> {
            List<Site> own = new ArrayList<>();
            for (int number = 0; number < 500; number++) {
                own.add(even(number, 11));
            }
            return own;
        });
        found.forEach(own -> assertEquals(found.getFirst(), own));
        assertEquals(500, found.getFirst().stream().distinct().count());
    }
}
