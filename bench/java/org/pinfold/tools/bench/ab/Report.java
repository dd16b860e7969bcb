package org.pinfold.tools.bench.ab;

/** What a study has come to, for the eye. */
interface Report {
    /** All figures, as a {@link KeptFile} has them. */
    Object results();

    /** For a terminal. */
    String text();

    /** For a page. */
    AbSummary summary();

    /** For a document. */
    String markdown();
}
