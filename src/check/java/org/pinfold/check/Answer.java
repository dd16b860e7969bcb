package org.pinfold.check;

/** What the operations under Lincheck answer when all is well; anything else is told in words of its own. */
enum Answer {
    BLOCK("a block"),
    NO_BLOCK("no block"),
    FREED("freed"),
    NOTHING("nothing there"),
    DONE("done"),
    REFUSED("refused");

    private final String words;

    Answer(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
