package org.pinfold.heap;

import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.pinfold.trace.Incidents;
import org.pinfold.trace.Place;
import org.pinfold.trace.Sites;
import org.pinfold.trace.Trace;

/** Where every misuse is reported: counts it, adds what is recorded of the block, and makes the exception. */
final class Misuses {
    private final Function<Misuse, RuntimeException> exceptions;
    private final Diagnosis diagnosis;
    private final Sites sites;
    private final LongSupplier clock;
    private final Incidents incidents;
    private final Signals signals;
    /** What is recorded of the block that an address lies in; null if nothing is. */
    private volatile LongFunction<Trace> records = address -> null;
    /** What is known of a guarded segment that begins there or did last, as the end of a sentence. */
    private volatile LongFunction<String> guarded = address -> "";

    Misuses(Function<Misuse, RuntimeException> exceptions, Diagnosis diagnosis, Sites sites, LongSupplier clock,
            Signals signals) {
        this.exceptions = exceptions;
        this.diagnosis = diagnosis;
        this.sites = sites;
        this.clock = clock;
        this.signals = signals;
        this.incidents = new Incidents(Misuse.Kind.values().length, clock);
    }

    /** Says who knows about blocks, and about guarded segments. */
    void recordsAre(LongFunction<Trace> ofBlocks, LongFunction<String> ofGuards) {
        records = ofBlocks;
        guarded = ofGuards;
    }

    /** What to throw; the misuse may tell itself what is recorded of its block. */
    RuntimeException report(Misuse found) {
        Place place = diagnosis.place(found.address());
        signals.misused(found);
        incidents.add(found.kind().ordinal(), place.superslab(), place.generation(), sites::here);
        Trace record = found.record() != null ? found.record() : records.apply(found.address());
        return exceptions.apply(record == null ? found.with(guarded.apply(found.address()))
                : found.with(record, clock.getAsLong()));
    }

    Incidents incidents() {
        return incidents;
    }
}
