package org.pinfold.tools.bench.ab.unchecked;

/**
 * What stands in for {@link org.pinfold.protocol.BlockState}: a block's byte is its kind from the moment it is carved,
 * whoever has it, and nothing is asked of it or marked in it. A free still reads it, to learn the kind.
 */
final class UncheckedBlockState {
    private UncheckedBlockState() {
    }

    static boolean carve(byte[] states, int block, int kind) {
        states[block] = (byte) kind;
        return true;
    }

    static boolean allocate(byte[] states, int block, int kind) {
        return true;
    }

    static int free(byte[] states, int block) {
        return states[block];
    }

    static int freeExactly(byte[] states, int block) {
        return states[block];
    }

    static boolean goHome(byte[] states, int block, int kind) {
        return true;
    }

    static boolean take(byte[] states, int block, int kind) {
        return true;
    }
}
