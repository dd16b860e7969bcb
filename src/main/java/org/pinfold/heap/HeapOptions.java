package org.pinfold.heap;

import java.util.function.Function;
import org.pinfold.os.MemorySource;

/**
 * What a heap is made with.
 *
 * @param source where its memory comes from
 * @param limitBytes the most it may have open, in bytes
 * @param exactFrees whether a free is a compareAndSet
 * @param misuse makes the exception for a misuse
 */
public record HeapOptions(
        MemorySource source, long limitBytes, boolean exactFrees, Function<Misuse, RuntimeException> misuse) {
}
