/**
 * Every line of the list of misuse, and what else may befall a heap from outside, tried on every kind of heap.
 *
 * <p>{@code docs/misuse.md} says which test is about which line, and about which case of other allocators' suites.
 * Classes whose names do not end in {@code Test} run in a virtual machine of their own, see {@link AbuseInVmTest}.
 */
package org.pinfold.misuse;
