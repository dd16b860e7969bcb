package org.pinfold;

/**
 * Thrown by a heap with {@link Heap.Builder#lockMemory} that has run out because the system does not let the process
 * lock more memory. The message tells how much it may lock, how much is locked, and how to be allowed more.
 *
 * <p>The heap has tried all it does when it is out of memory, {@link Heap.Builder#onPressure} included, and works again
 * once something was freed: hence the supertype.
 */
public final class MemoryLockError extends OutOfMemoryError {
    private static final long serialVersionUID = 1L;

    MemoryLockError(String message) {
        super(message);
    }
}
