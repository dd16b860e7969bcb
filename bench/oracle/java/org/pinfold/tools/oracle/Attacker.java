package org.pinfold.tools.oracle;

import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/**
 * One of the threads that use a heap while another closes it: one operation after the other until the close has
 * returned. Each either completes or, from the beginning of the close on, throws an {@link IllegalStateException}.
 * Then every kind of operation once more, which has to throw it.
 */
final class Attacker implements Runnable {
    private static final int SLOTS = 16;
    private static final int LARGEST_LOG = 15;
    private static final int LARGE = 300_000;
    /** One size in so many is large. */
    private static final int SELDOM = 500;
    /** One operation in so many walks the whole heap. */
    private static final int RARELY = 300;

    private final Target heap;
    private final Closing closing;
    private final Violations violations;
    private final RetiredPins pins;
    private final SplittableRandom random;
    private final long[] blocks = new long[SLOTS];
    private final int[] sizes = new int[SLOTS];
    private final MemorySegment[] segments = new MemorySegment[SLOTS];

    private enum Operation {
        MALLOC, TRY_MALLOC, CALLOC, ALIGNED_ALLOC, ALLOCATE,
        REALLOC, USABLE_SIZE, FREE,
        READ, WRITE, FILL, FREE_SEGMENT,
        FLUSH, TRIM, STATS, AUDIT
    }

    private static final Operation[] ON_NOTHING = {Operation.MALLOC, Operation.TRY_MALLOC, Operation.CALLOC,
        Operation.ALIGNED_ALLOC, Operation.ALLOCATE};
    private static final Operation[] ON_BLOCK = {Operation.REALLOC, Operation.USABLE_SIZE, Operation.FREE};
    private static final Operation[] ON_SEGMENT = {Operation.READ, Operation.WRITE, Operation.FILL,
        Operation.FREE_SEGMENT};
    private static final Operation[] ON_ALL = {Operation.FLUSH, Operation.TRIM, Operation.STATS, Operation.AUDIT};

    Attacker(Target heap, Closing closing, Violations violations, RetiredPins pins, SplittableRandom random) {
        this.heap = heap;
        this.closing = closing;
        this.violations = violations;
        this.pins = pins;
        this.random = random;
    }

    @Override
    public void run() {
        try {
            while (!closing.hasReturned() && violations.none()) {
                int slot = random.nextInt(SLOTS);
                attempt(choice(slot), slot);
                closing.ifWritable(() -> stamp(random.nextInt(SLOTS)));
                closing.step();
            }
        } finally {
            closing.leave();
        }
    }

    /** In a heap that is open. */
    void freeAll() {
        for (int slot = 0; slot < SLOTS; slot++) {
            heap.free(takeBlock(slot));
            if (segments[slot] != null) {
                heap.free(takeSegment(slot));
            }
        }
    }

    /** After the close has returned. */
    void expectRefusals(long liveBlock, MemorySegment liveSegment) {
        for (Operation operation : Operation.values()) {
            blocks[0] = liveBlock;
            segments[0] = liveSegment;
            if (attempt(operation, 0)) {
                violations.add(operation + " completed, begun after close had returned");
            }
        }
        violations.guard(heap::close);
    }

    private Operation choice(int slot) {
        if (random.nextInt(RARELY) == 0) {
            return any(ON_ALL);
        }
        if (segments[slot] != null) {
            return any(ON_SEGMENT);
        }
        return any(blocks[slot] != 0 ? ON_BLOCK : ON_NOTHING);
    }

    private Operation any(Operation[] operations) {
        return operations[random.nextInt(operations.length)];
    }

    /** Whether the operation has completed. */
    private boolean attempt(Operation operation, int slot) {
        try {
            operate(operation, slot);
            return true;
        } catch (IllegalStateException refused) {
            if (!closing.hasBegun()) {
                violations.add(operation + " was refused by an open heap: " + refused);
            }
            // To the thread that closes: with few processors it would otherwise wait long for its turn.
            Thread.yield();
        } catch (Throwable wrong) {
            violations.add(operation + " threw " + wrong + " at " + wrong.getStackTrace()[0]);
        }
        return false;
    }

    private void operate(Operation operation, int slot) {
        int size = size();
        switch (operation) {
            case MALLOC -> put(slot, size, heap.malloc(size));
            case TRY_MALLOC -> put(slot, size, heap.tryMalloc(size));
            case CALLOC -> put(slot, size, heap.calloc(size));
            case ALIGNED_ALLOC -> put(slot, size, heap.alignedAlloc(64, size));
            case ALLOCATE -> {
                segments[slot] = heap.allocate(size, 16);
                closing.handedOut(segments[slot].address());
            }
            case REALLOC -> put(slot, size, heap.realloc(takeBlock(slot), size));
            case USABLE_SIZE -> heap.usableSize(blocks[slot]);
            case FREE -> heap.free(takeBlock(slot));
            case READ -> segments[slot].get(JAVA_BYTE, segments[slot].byteSize() - 1);
            case WRITE -> segments[slot].set(JAVA_BYTE, 0, (byte) 1);
            case FILL -> segments[slot].fill((byte) 1);
            case FREE_SEGMENT -> heap.free(takeSegment(slot));
            case FLUSH -> heap.flushThreadCache();
            case TRIM -> heap.trim();
            case STATS -> pins.look(heap.stats());
            case AUDIT -> heap.audit().violations().forEach(violations::add);
            default -> throw new AssertionError(operation);
        }
    }

    private int size() {
        return random.nextInt(SELDOM) == 0 ? LARGE : 1 + random.nextInt(1 << 4 + random.nextInt(LARGEST_LOG - 3));
    }

    private void put(int slot, int size, long address) {
        if (address == 0) {
            violations.add("no memory for " + size + " bytes, far below the limit");
            return;
        }
        closing.handedOut(address);
        blocks[slot] = address;
        sizes[slot] = size;
    }

    /** Before the call that frees it: whether that has done it when it is refused, nobody knows. */
    private long takeBlock(int slot) {
        long address = blocks[slot];
        blocks[slot] = 0;
        return address;
    }

    private MemorySegment takeSegment(int slot) {
        MemorySegment segment = segments[slot];
        segments[slot] = null;
        return segment;
    }

    private void stamp(int slot) {
        if (blocks[slot] != 0) {
            Pattern.write(blocks[slot], sizes[slot], blocks[slot]);
        }
    }
}
