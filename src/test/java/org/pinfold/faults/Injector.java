package org.pinfold.faults;

import java.util.ArrayList;
import java.util.List;

/** Counts calls, and says which of them fail: one, or all from one on until {@link #mend}. For several threads. */
public final class Injector {
    /**
     * What fails.
     *
     * @param number of the first call that does, from 0
     * @param lasting whether all later calls do that can
     */
    public record Fault(int number, Failing way, boolean lasting) {
    }

    private final List<Call> made = new ArrayList<>();
    private Fault fault;
    private int injected;
    private boolean mended;

    /** Without a fault, if it is null. */
    public Injector(Fault fault) {
        this.fault = fault;
    }

    /** Whether the call that is about to be made fails, and how; null if it does not. */
    public synchronized Failing next(Call call) {
        if (mended) {
            return null;
        }
        int number = made.size();
        made.add(call);
        boolean fails = fault != null && fault.way().applies(call)
                && (fault.lasting() ? number >= fault.number() : number == fault.number());
        injected += fails ? 1 : 0;
        return fails ? fault.way() : null;
    }

    /** From now on nothing fails, and nothing is counted. */
    public synchronized void mend() {
        mended = true;
    }

    /** The calls that were made until then. */
    synchronized List<Call> made() {
        return List.copyOf(made);
    }

    /** How many of them have failed. */
    synchronized int injected() {
        return injected;
    }
}
