package org.pinfold.protocol;

import java.util.Optional;
import java.util.Random;

/**
 * The fields of a slab's word, and what each operation makes of them by the documents. An empty answer means that the
 * operation is refused.
 */
record SlabFields(int state, int carved, int count, int head) {
    static final int NIL = 0xFFFF;

    /** Any fields that obey the invariants for this capacity. */
    static SlabFields random(Random random, int capacity) {
        int carved = random.nextInt(capacity + 1);
        int count = random.nextInt(carved + 1);
        int head = count == 0 ? NIL : random.nextInt(carved);
        return switch (random.nextInt(4)) {
            case 0 -> new SlabFields(SlabWord.HELD, carved, count, head);
            case 1 -> new SlabFields(SlabWord.LISTED, carved, count, head);
            case 2 -> new SlabFields(SlabWord.FULL, capacity, 0, NIL);
            default -> new SlabFields(SlabWord.DEAD, carved, carved, carved == 0 ? NIL : random.nextInt(carved));
        };
    }

    /** The word, by the layout in the picture: bits 48, 32, 16 and 0. */
    long word() {
        return state * 0x1_0000_0000_0000L + carved * 0x1_0000_0000L + count * 0x1_0000L + head;
    }

    /** Whether the documented invariants hold. */
    boolean isValid(int capacity) {
        return 0 <= count && count <= carved && carved <= capacity
                && (count == 0) == (head == NIL)
                && (head == NIL || head < carved)
                && (state != SlabWord.FULL || count == 0 && carved == capacity)
                && (state != SlabWord.DEAD || count == carved);
    }

    Optional<SlabFields> hold() {
        return state == SlabWord.LISTED ? Optional.of(in(SlabWord.HELD)) : Optional.empty();
    }

    Optional<SlabFields> refill(int capacity, int want) {
        if (state != SlabWord.HELD) {
            return Optional.empty();
        }
        int after = carved;
        for (int taken = count; taken < want && after < capacity; taken++) {
            after++;
        }
        return Optional.of(new SlabFields(SlabWord.HELD, after, 0, NIL));
    }

    Optional<SlabFields> unhold(int capacity) {
        if (state != SlabWord.HELD) {
            return Optional.empty();
        }
        if (count == carved) {
            return Optional.of(in(SlabWord.DEAD));
        }
        boolean blocksLeft = count > 0 || carved < capacity;
        return Optional.of(in(blocksLeft ? SlabWord.LISTED : SlabWord.FULL));
    }

    Optional<SlabFields> retire() {
        return state != SlabWord.DEAD && count == carved ? Optional.of(in(SlabWord.DEAD)) : Optional.empty();
    }

    /** All that is home leaves, for a purge, and with {@code rest} all that is left to carve. */
    Optional<SlabFields> take(int capacity, boolean rest) {
        int fresh = rest ? capacity - carved : 0;
        if (state == SlabWord.DEAD || count + fresh == 0) {
            return Optional.empty();
        }
        boolean blocksLeft = carved + fresh < capacity;
        int after = state == SlabWord.LISTED && !blocksLeft ? SlabWord.FULL : state;
        return Optional.of(new SlabFields(after, carved + fresh, 0, NIL));
    }

    Optional<SlabFields> push(int first, int blocks) {
        if (state == SlabWord.DEAD || blocks < 1 || blocks > carved - count) {
            return Optional.empty();
        }
        boolean last = blocks == carved - count;
        int after = state == SlabWord.HELD ? SlabWord.HELD : last ? SlabWord.DEAD : SlabWord.LISTED;
        return Optional.of(new SlabFields(after, carved, count + blocks, first));
    }

    /** What the step to {@code after} leaves to its caller. */
    Duty duty(SlabFields after) {
        if (after.state == SlabWord.DEAD) {
            return Duty.RETIRE;
        }
        boolean found = state != SlabWord.LISTED && after.state == SlabWord.LISTED;
        return found ? Duty.LIST : Duty.NONE;
    }

    private SlabFields in(int newState) {
        return new SlabFields(newState, carved, count, head);
    }
}
