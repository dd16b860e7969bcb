package org.pinfold.tools.stress.canary;

import java.util.concurrent.locks.LockSupport;
import org.pinfold.tools.oracle.Raw;
import org.pinfold.tools.oracle.Target;

/** What goes wrong with an end: of a heap, of a call, of all. */
final class EndFaults {
    private static final long NOT_MAPPED = 1 << 20;

    private EndFaults() {
    }

    /** See {@link Canary#ANSWERS_WHEN_CLOSED}. */
    static final class AnswersWhenClosed extends Fault {
        AnswersWhenClosed(Target inner, long seed) {
            super(inner, seed);
        }

        @Override
        public long usableSize(long address) {
            try {
                return super.usableSize(address);
            } catch (IllegalStateException closed) {
                return 1;
            }
        }
    }

    /** See {@link Canary#HANGS}. */
    static final class Hangs extends Fault {
        Hangs(Target inner, long seed) {
            super(inner, seed);
        }

        @Override
        public long malloc(long size) {
            if (isDue()) {
                forever();
            }
            return super.malloc(size);
        }

        private static void forever() {
            while (true) {
                LockSupport.park();
                Thread.interrupted();
            }
        }
    }

    /** See {@link Canary#CRASHES}. */
    static final class Crashes extends Fault {
        Crashes(Target inner, long seed) {
            super(inner, seed);
        }

        @Override
        public long malloc(long size) {
            if (isDue()) {
                Raw.putByte(NOT_MAPPED, (byte) 1);
            }
            return super.malloc(size);
        }
    }
}
