package org.pinfold.check;

/** The subject is closed while another thread allocates. */
final class CloseAllocate<B> extends Race<B> {
    private boolean got;

    CloseAllocate(SubjectTests<B> tests) {
        super(tests, 2);
    }

    @Override
    OutcomeTable table() {
        return new OutcomeTable("close and allocate")
                .allow("allocated, then closed", "the allocation came first")
                .allow("closed, refused", "the close came first");
    }

    @Override
    boolean needsFreshSubject() {
        return true;
    }

    @Override
    int samples(Bounds bounds) {
        return bounds.closeSamples();
    }

    @Override
    void arrange() {
        got = false;
    }

    @Override
    void first() {
        subject().close();
    }

    @Override
    void second() {
        got = subject().allocate(size) != null;
    }

    @Override
    String outcome() {
        String seen = got ? "allocated, then closed" : "closed, refused";
        return subject().allocate(size) == null ? seen : seen + ", and still it hands out blocks";
    }
}
