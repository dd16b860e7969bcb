/**
 * The layer that talks to the operating system: address ranges, pages, and what the machine allows.
 *
 * <p>It knows nothing of slabs, size classes or heaps, and uses no other package of Pinfold. Read it in this order:
 * <ol>
 * <li>{@link org.pinfold.os.MemorySource}: reserve a range, commit, purge and measure parts of it;
 * <li>{@link org.pinfold.os.MmapSource}: the implementation by {@code mmap} through the foreign linker;
 * <li>{@link org.pinfold.os.RawMemory}: the only door to bytes at raw addresses;
 * <li>{@link org.pinfold.os.Machine} and {@link org.pinfold.os.ProcessMemory}: facts read from the system, never
 * guessed.
 * </ol>
 *
 * <p>Calls to the C library go through the package-private {@code Posix}, so that a test can play a kernel that
 * refuses. {@code LinuxConstants} holds every number that belongs to one platform.
 *
 * <p>Failures are typed: {@link org.pinfold.os.MemoryRefusedException} where memory is short,
 * {@link org.pinfold.os.SystemCallException} for any other failed call,
 * {@link org.pinfold.os.NativeAccessException} where the VM forbids native access, and
 * {@link org.pinfold.os.UnsupportedPlatformException} on a platform without an implementation.
 */
package org.pinfold.os;
