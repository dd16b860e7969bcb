package org.pinfold.tools.variants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Loops over blocks, from index {@code from} to the one before {@code to}. */
interface Visits {
    /**
     * Finds the size of each block, the next one's only when that of the one before is known: so what is timed is how
     * long a lookup takes, not how many can be on their way at once. Answers the sum of the sizes.
     */
    long lookups(Variant variant, long[] addresses, int from, int to);

    /** The same for blocks whose first byte is read before, as by a program that has just used them. */
    long lookupsAfterUse(Variant variant, long[] addresses, int from, int to);

    /** Frees each block, allocates one of the same size in its place, and writes to its first byte. */
    void pairs(Variant variant, long[] addresses, int[] sizes, int from, int to);

    /** The same, the next one only when the first byte of the one before has been read, which is before its free. */
    void pairsAfterUse(Variant variant, long[] addresses, int[] sizes, int from, int to);

    /**
     * Loops of their own for one variant: a copy of the class {@link VisitLoop}, of which the compiler keeps a profile
     * apart. With one class for all, each call to a variant would have as many targets as there are variants, and none
     * would be inlined.
     */
    static Visits ofTheirOwn() {
        try (InputStream code = VisitLoop.class.getResourceAsStream("VisitLoop.class")) {
            MethodHandles.Lookup copy = MethodHandles.lookup().defineHiddenClass(code.readAllBytes(), true);
            return (Visits) copy.findConstructor(copy.lookupClass(), MethodType.methodType(void.class)).invoke();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot copy the loops", e);
        }
    }
}
