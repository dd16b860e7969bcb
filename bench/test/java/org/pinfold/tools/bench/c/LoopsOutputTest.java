package org.pinfold.tools.bench.c;

import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LoopsOutputTest {
    @Test
    void theSampleIsTheMedianOfTheWindows() {
        LoopsOutput output = new LoopsOutput("/lib/libc.so.6", "/lib/libc.so.6", List.of(
                new LoopsOutput.Window(10, 100, 9000), new LoopsOutput.Window(20, 1000, 220),
                new LoopsOutput.Window(10, 300, 150)));
        assertEquals(30, output.cpuNanos());
        assertEquals(15, output.wallNanos());
    }

    @Test
    void bothFunctionsMustBeOfTheLibraryThatWasMeant() {
        assertTrue(output("/lib/libc.so.6", "/lib/libc.so.6").ran("libc.so.6"));
        assertFalse(output("/lib/libc.so.6", "/lib/libc.so.6").ran("c.so.6"));
        assertFalse(output("/lib/libc.so.6", "/lib/libmimalloc.so.2").ran("libc.so.6"));
        assertFalse(output("/lib/libmimalloc.so.2", "/lib/libc.so.6").ran("libc.so.6"));
        assertFalse(output(null, null).ran("libc.so.6"));
        assertTrue(output(null, null).ran(null));
        assertFalse(output(null, "/lib/libc.so.6").ran(null));
    }

    private static LoopsOutput output(String malloc, String free) {
        return new LoopsOutput(malloc, free, List.of());
    }
}
