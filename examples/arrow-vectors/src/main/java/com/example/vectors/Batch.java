package com.example.vectors;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.util.TransferPair;

/** Two columns: numbers, and words of a length that varies. What was written is checked when they are given up. */
record Batch(BigIntVector numbers, VarCharVector words, int first) implements AutoCloseable {
    private static final byte[] LETTERS = "the quick brown fox jumps over the lazy dog".getBytes();

    /** Fills new columns; that of the words grows as it is filled. */
    static Batch of(BufferAllocator allocator, int rows) {
        BigIntVector numbers = new BigIntVector("numbers", allocator);
        VarCharVector words = new VarCharVector("words", allocator);
        numbers.allocateNew(rows);
        words.setInitialCapacity(rows, 4);
        words.allocateNew();
        for (int row = 0; row < rows; row++) {
            numbers.set(row, row);
            words.setSafe(row, LETTERS, 0, length(row));
        }
        numbers.setValueCount(rows);
        words.setValueCount(rows);
        return new Batch(numbers, words, 0);
    }

    private static int length(int row) {
        return row * 31 % LETTERS.length;
    }

    int rows() {
        return numbers.getValueCount();
    }

    /** Some of the rows, over the same memory as far as they begin at a byte. */
    Batch slice(int from, int count) {
        TransferPair numberPair = numbers.getTransferPair(numbers.getAllocator());
        TransferPair wordPair = words.getTransferPair(words.getAllocator());
        numberPair.splitAndTransfer(from, count);
        wordPair.splitAndTransfer(from, count);
        return new Batch((BigIntVector) numberPair.getTo(), (VarCharVector) wordPair.getTo(), first + from);
    }

    /** The same rows, counted as another allocator's; this one has none any more. */
    Batch transferTo(BufferAllocator other) {
        TransferPair numberPair = numbers.getTransferPair(other);
        TransferPair wordPair = words.getTransferPair(other);
        numberPair.transfer();
        wordPair.transfer();
        return new Batch((BigIntVector) numberPair.getTo(), (VarCharVector) wordPair.getTo(), first);
    }

    /** Checks the ends, and gives up the memory. */
    @Override
    public void close() {
        int last = rows() - 1;
        boolean sound = numbers.get(0) == first && numbers.get(last) == first + last
                && words.getValueLength(0) == length(first) && words.getValueLength(last) == length(first + last);
        if (!sound) {
            throw new IllegalStateException("rows " + first + " to " + (first + last) + " are not what was written");
        }
        numbers.close();
        words.close();
    }
}
