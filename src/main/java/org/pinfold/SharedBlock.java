package org.pinfold;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongConsumer;
import org.pinfold.protocol.PinGuard;

/**
 * A block with many readers: it goes back to its heap once its owner has freed it and the last of them has left. From
 * {@link Heap#allocateShared}.
 *
 * <p>Whoever touches the content holds a pin meanwhile, the owner as well. A pin is not tied to a thread: who takes it
 * may hand it on, and one thread may hold several. {@link #free} closes the block to new pins for good and does not
 * wait for those that are held; whoever drops the last of them gives the memory back, exactly once.
 *
 * <p>A block that was freed is not revived: it refuses pins also while others still read it, and afterwards, whoever
 * has its memory then. All of that is {@link PinGuard}, the state machine that keeps the heap's own memory from going
 * back while somebody looks at it.
 *
 * <p>All methods may be called by any number of threads at once, take no lock and never wait for a reader. A reader
 * that never leaves keeps the block, as a leak would. What is written before a pin is dropped is seen by whoever gives
 * the memory back and by who gets it next; readers and writers of the content have to agree among themselves.
 *
 * <p>Not caught: segments that are used after their pin was dropped, as with any block that was freed; and a free or
 * {@code realloc} by the heap's own methods, which know an address and no pins. If nobody has got the memory since, it
 * is the giving back that is reported as a double free then.
 */
public final class SharedBlock {
    /** A shared block is made once and never reopened: its guard has one generation. */
    private static final long ONLY = 0;

    private final MemorySegment segment;
    private final LongConsumer giveBack;
    private final PinGuard guard = new PinGuard();

    /** A block that nobody else has; whoever has to give it back passes its address to {@code giveBack}. */
    SharedBlock(MemorySegment segment, LongConsumer giveBack) {
        this.segment = segment;
        this.giveBack = giveBack;
    }

    /**
     * A pin that ends where a {@code try} block does, and knows whether it has ended: {@link SharedBlock#tryPin} and
     * {@link SharedBlock#unpin} at the price of an object.
     */
    public static final class Pin implements AutoCloseable {
        private static final VarHandle OPEN;

        static {
            try {
                OPEN = MethodHandles.lookup().findVarHandle(Pin.class, "open", boolean.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private final SharedBlock block;
        private volatile boolean open = true;

        private Pin(SharedBlock block) {
            this.block = block;
        }

        /**
         * The content, as long as this pin is open.
         *
         * @return the block's segment, in the heap's scope: it does not notice the end of the pin
         * @throws HeapMisuseException if this pin is closed, of kind {@link HeapMisuseException.Kind#NOT_PINNED}
         */
        public MemorySegment segment() {
            if (!open) {
                throw block.notPinned("use through a pin that was closed");
            }
            return block.segment;
        }

        /**
         * Drops the pin.
         *
         * @throws HeapMisuseException if it was closed before, of kind {@link HeapMisuseException.Kind#NOT_PINNED}; the
         *     pins of others are as they were
         */
        @Override
        public void close() {
            // Of several threads that close one pin, one drops it: the others' pins are not theirs to drop.
            if (!OPEN.compareAndSet(this, true, false)) {
                throw block.notPinned("a pin closed twice");
            }
            block.unpin();
        }
    }

    /**
     * Pins the block, if it was not freed. Makes no garbage.
     *
     * @return whether the caller holds a pin now, to be dropped by one {@link #unpin}; false for good once the block
     *     was freed
     * @throws IllegalStateException if 4,294,967,295 pins are held, which readers must have forgotten to drop
     */
    public boolean tryPin() {
        return guard.tryPin(ONLY) || refused();
    }

    /** Why there was no pin: a guard that is LIVE now was so then, and refuses for its bound alone. */
    private boolean refused() {
        if (!isFreed()) {
            throw new IllegalStateException("too many pins, that are never dropped: " + this);
        }
        return false;
    }

    /**
     * Pins the block for a {@code try} block.
     *
     * @return a pin, which its {@link Pin#close} alone drops; null if the block was freed
     * @throws IllegalStateException as of {@link #tryPin}
     */
    public Pin pin() {
        if (!tryPin()) {
            return null;
        }
        try {
            return new Pin(this);
        } catch (OutOfMemoryError e) {
            unpin();
            throw e;
        }
    }

    /**
     * Drops a pin. The last one of a block that was freed gives its memory back to the heap; or does nothing more if
     * the heap was closed, which has taken all memory back.
     *
     * @throws HeapMisuseException if nobody holds a pin, of kind {@link HeapMisuseException.Kind#NOT_PINNED}; one that
     *     somebody else holds cannot be told from the caller's
     */
    public void unpin() {
        boolean last;
        try {
            last = guard.unpin();
        } catch (IllegalStateException nothingPinned) {
            throw notPinned("unpin without a pin");
        }
        if (last) {
            giveBackUnlessClosed();
        }
    }

    private void giveBackUnlessClosed() {
        try {
            giveBack.accept(segment.address());
        } catch (HeapCorruptionException e) {
            throw e;
        } catch (IllegalStateException closed) {
            // The memory went with the heap, and a reader who leaves has nothing to mend about that.
        }
    }

    /**
     * The content, for whoever holds a pin.
     *
     * @return a segment of exactly the size asked for, in the heap's scope: it does not notice when the block is freed,
     *     and every access throws {@link IllegalStateException} once the heap was closed
     * @throws HeapMisuseException if nobody holds a pin, of kind {@link HeapMisuseException.Kind#NOT_PINNED}
     */
    public MemorySegment segment() {
        if (pins() == 0) {
            throw notPinned("use without a pin");
        }
        return segment;
    }

    /**
     * Frees the block: nobody can pin it any more. Its memory goes back now if nobody holds a pin, else with the last
     * {@link #unpin}.
     *
     * @throws HeapMisuseException if it was freed before, of kind {@link HeapMisuseException.Kind#DOUBLE_FREE}; of any
     *     number of threads that free it, one succeeds
     * @throws IllegalStateException if nobody holds a pin, and the heap was closed
     */
    public void free() {
        switch (guard.retire(ONLY)) {
            case RELEASED -> giveBack.accept(segment.address());
            case REFUSED -> throw new HeapMisuseException(HeapMisuseException.Kind.DOUBLE_FREE, segment.address(),
                    "free of a block that was freed before: " + this);
            default -> {
                // The last unpin gives it back.
            }
        }
    }

    /**
     * Tells how large the block is.
     *
     * @return the size asked for, in bytes
     */
    public long byteSize() {
        return segment.byteSize();
    }

    /**
     * Tells whether the block was freed; its memory may still be there for those who hold pins.
     *
     * @return true for good after {@link #free}
     */
    public boolean isFreed() {
        return PinGuard.state(guard.getVolatile()) != PinGuard.LIVE;
    }

    /**
     * Tells how many pins are held.
     *
     * @return their number at some moment during the call
     */
    public long pins() {
        return PinGuard.pins(guard.getVolatile());
    }

    private HeapMisuseException notPinned(String what) {
        return new HeapMisuseException(HeapMisuseException.Kind.NOT_PINNED, segment.address(), what + ": " + this);
    }

    /** Where it is, how large, how many pins there are, and whether it was freed. */
    @Override
    public String toString() {
        long word = guard.getVolatile();
        String state = switch (PinGuard.state(word)) {
            case PinGuard.LIVE -> "not freed";
            case PinGuard.RETIRING -> "freed, and there for those who hold pins";
            default -> "freed";
        };
        return "shared block of " + segment.byteSize() + " bytes at 0x" + Long.toHexString(segment.address()) + ", "
                + PinGuard.pins(word) + " pins, " + state;
    }
}
