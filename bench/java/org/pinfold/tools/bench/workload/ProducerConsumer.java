package org.pinfold.tools.bench.workload;

import org.jctools.queues.SpscArrayQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pinfold.tools.peer.AddressPeer;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.ObjectPeer;

/**
 * One thread allocates and writes blocks and hands each to another, which frees it: every block is freed by a thread
 * that did not allocate it. Threads with an even index allocate. An operation is counted where it begins.
 *
 * <p>The queue holds objects, so an address is boxed on its way; the empty loop boxes, too.
 */
@State(Scope.Thread)
public class ProducerConsumer extends Loop {
    private static final int OPERATIONS = 1024;

    private SpscArrayQueue<Object> queue;
    /** What the queue had no room for. */
    private Object pending;

    @Override
    @SuppressWarnings("unchecked")
    protected void fill() {
        queue = Subject.current().shared(thread / 2, SpscArrayQueue.class, () -> new SpscArrayQueue<>(shape.slots()));
    }

    /** The loop over addresses. */
    @Benchmark
    public void addresses() {
        int done = thread % 2 == 0 ? produceAddresses() : consumeAddresses();
        giveWay(done);
    }

    /** The loop over objects. */
    @Benchmark
    public void objects() {
        int done = thread % 2 == 0 ? produceObjects() : consumeObjects();
        giveWay(done);
    }

    private int produceAddresses() {
        AddressPeer peer = addresses;
        SpscArrayQueue<Object> line = queue;
        long size = shape.most();
        int done = 0;
        while (done < OPERATIONS && handedOver(line)) {
            long block = peer.malloc(size);
            Memory.putLong(block, done);
            pending = line.offer(block) ? null : block;
            done++;
        }
        return done;
    }

    private int consumeAddresses() {
        AddressPeer peer = addresses;
        SpscArrayQueue<Object> line = queue;
        int done = 0;
        for (Object block = line.poll(); block != null; block = done < OPERATIONS ? line.poll() : null) {
            peer.release((Long) block);
            done++;
        }
        return done;
    }

    private int produceObjects() {
        ObjectPeer<Object> peer = objects;
        SpscArrayQueue<Object> line = queue;
        long size = shape.most();
        int done = 0;
        while (done < OPERATIONS && handedOver(line)) {
            Object block = peer.malloc(size);
            peer.putLong(block, done);
            pending = line.offer(block) ? null : block;
            done++;
        }
        return done;
    }

    private int consumeObjects() {
        ObjectPeer<Object> peer = objects;
        SpscArrayQueue<Object> line = queue;
        int done = 0;
        for (Object block = line.poll(); block != null; block = done < OPERATIONS ? line.poll() : null) {
            peer.release(block);
            done++;
        }
        return done;
    }

    private boolean handedOver(SpscArrayQueue<Object> line) {
        if (pending != null && line.offer(pending)) {
            pending = null;
        }
        return pending == null;
    }

    private void giveWay(int done) {
        if (done == 0) {
            Thread.yield();
        }
        did(thread % 2 == 0 ? done : 0);
    }
}
