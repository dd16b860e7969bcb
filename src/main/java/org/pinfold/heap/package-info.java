/**
 * The heap itself, between the public API and the protocols.
 *
 * <p>From the inside out: {@link org.pinfold.heap.Superslab} and {@link org.pinfold.heap.Superslabs} (address space),
 * {@link org.pinfold.heap.Slab}, {@link org.pinfold.heap.Directory} and {@link org.pinfold.heap.UnitTable} (blocks, and
 * from an address to its block),
 * {@link org.pinfold.heap.Depot} (slabs by class), {@link org.pinfold.heap.ThreadCache} and
 * {@link org.pinfold.heap.CacheTable} (what threads keep), {@link org.pinfold.heap.Allocator} with
 * {@link org.pinfold.heap.SlowPaths} (malloc and free), {@link org.pinfold.heap.HeapCore} (the whole, with its
 * statistics and audit).
 *
 * <p>Memory ownership, block by block: a user's (allocated), a magazine's (cached) or its slab's ({@code IN_SLAB},
 * {@code UNCARVED}). Conservation, slab by slab:
 * {@code allocated + cached + home = carved}.
 */
package org.pinfold.heap;
