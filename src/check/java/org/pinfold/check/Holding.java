package org.pinfold.check;

/**
 * A block in the hands of a thread.
 *
 * @param block as the subject handed it out
 * @param size how many bytes were asked for
 * @param stamp what its holder wrote into it
 */
record Holding<B>(B block, int size, Stamp stamp) {
    /** Stamps the block. */
    Holding<B> write(Subject<B> subject) {
        subject.write(block, stamp.content(size));
        return this;
    }

    /** What is wrong with the content of the block, or null. */
    String wrong(Subject<B> subject) {
        byte[] found = new byte[size];
        subject.read(block, found);
        return stamp.wrong(found);
    }
}
