/**
 * The concurrent protocols: small atomic state machines over {@code long} words, each with its own evidence.
 *
 * <p>Read in this order: {@link org.pinfold.protocol.SlabWord} (the word everything else turns on),
 * {@link org.pinfold.protocol.BatchRefill} (the holder's side), {@link org.pinfold.protocol.RemoteFreeQueue} (the
 * freeing side), {@link org.pinfold.protocol.SlabPurge} (how free blocks are had for a moment, to purge their pages),
 * {@link org.pinfold.protocol.SlabIndex} (how a slab with free blocks is found),
 * {@link org.pinfold.protocol.BlockState} (who owns one block), {@link org.pinfold.protocol.SpanMap} and
 * {@link org.pinfold.protocol.SuperslabRun} (who owns address space), {@link org.pinfold.protocol.PinGuard} (when it
 * may go back), {@link org.pinfold.protocol.MemoryBudget} (how much there may be),
 * {@link org.pinfold.protocol.CacheLifecycle} (whose a thread's cache is), {@link org.pinfold.protocol.StripeClaim}
 * (how virtual threads share a few), {@link org.pinfold.protocol.HeapGate} (how a heap is closed under its users).
 *
 * <p>Rules of the package. A transition is a pure function {@code next…}: word in, word out, {@code REFUSED} where the
 * operation does not apply. The loop around it reads with {@code getVolatile} and publishes with
 * {@code compareAndSet}; a comment marks the linearization point. A duty that a transition creates is returned to the
 * one caller whose compareAndSet created it. Nothing here knows memory addresses, and nothing here uses another
 * package of the project, so that TLC, Lincheck and jcstress can see every shared word.
 */
package org.pinfold.protocol;
