package org.pinfold.tools.bench.workload;

import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * After larson, by Larson and Krishnan: a server whose threads come and go. Each thread has an array of blocks of 8 to
 * 1,000 bytes and replaces random ones; after a while it ends, and a new thread inherits its array, so that blocks go
 * from thread to thread. Here threads do not end: after 4,096 replacements each exchanges its array for the one that
 * lies in a common place. An operation is one free and one allocation.
 */
@State(Scope.Thread)
public class Larson extends Slots {
    private static final int OPERATIONS = 4096;

    private AtomicReference<Object> leftByAnother;

    @Override
    @SuppressWarnings("unchecked")
    protected void fill() {
        super.fill();
        leftByAnother = Subject.current().shared("left", AtomicReference.class, this::first);
    }

    /** What the first thread leaves, before it starts with an array of its own. */
    private AtomicReference<Object> first() {
        Object left = addresses != null ? addressSlots : objectSlots;
        if (addresses != null) {
            addressSlots = new long[shape.slots()];
        } else {
            objectSlots = new Object[shape.slots()];
        }
        super.fill();
        return new AtomicReference<>(left);
    }

    /** The loop over addresses. */
    @Benchmark
    public void addresses() {
        replaceAddresses(OPERATIONS);
        addressSlots = (long[]) leftByAnother.getAndSet(addressSlots);
    }

    /** The loop over objects. */
    @Benchmark
    public void objects() {
        replaceObjects(OPERATIONS);
        objectSlots = (Object[]) leftByAnother.getAndSet(objectSlots);
    }
}
