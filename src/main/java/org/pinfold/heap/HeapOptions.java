package org.pinfold.heap;

import java.util.function.Function;
import java.util.function.LongPredicate;
import org.pinfold.os.MemorySource;
import org.pinfold.os.SystemMalloc;

/**
 * What a heap is made with.
 *
 * @param signals tells who watches it
 * @param source where its memory comes from, unless it has a parent or is passed through; null for arenas of the JDK
 * @param libc what all its blocks come from as they are, or null
 * @param parent whose addresses and limit it shares, or null
 * @param limitBytes the most it may have open, in bytes
 * @param exactFrees whether a free is a compareAndSet
 * @param misuse makes the exception for a misuse
 * @param evict told how many bytes are wanted that the heap has not got, after it has tried all it can; answers whether
 *     it has freed any
 * @param corruption makes the exception for a slab whose records contradict each other
 * @param purgeNanos how long free memory rests before its pages go back, at least
 * @param maintenance whether the process's maintenance thread sees to that, or the heap's users on their slow paths
 * @param hardened whether blocks stand between canaries, are wiped, and wait before they are handed out again
 * @param guardPages whether large blocks stand between pages that nobody can touch
 * @param learning whether magazines follow what each thread does with them
 * @param sampling what is traced and guarded
 * @param experiments what is switched on and off
 */
public record HeapOptions(
        Signals signals, MemorySource source, SystemMalloc libc, HeapCore parent, long limitBytes, boolean exactFrees,
        Function<Misuse, RuntimeException> misuse, LongPredicate evict,
        Function<Corruption, RuntimeException> corruption, long purgeNanos, boolean maintenance,
        boolean hardened, boolean guardPages, boolean learning, Sampling sampling, Experiments experiments) {
}
