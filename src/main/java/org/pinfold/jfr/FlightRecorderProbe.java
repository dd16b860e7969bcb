package org.pinfold.jfr;

import jdk.jfr.FlightRecorder;
import org.pinfold.heap.Probe;

/**
 * Makes events of what heaps do. Found by its name.
 *
 * <p>Until the first recording of the process is made, nobody listens, and no class of an event is loaded. From then on
 * each event asks its own setting, which the recorder may change at any time; one that is off takes that test.
 */
@SuppressWarnings("exports") // Nobody but the heaps makes one, or calls it.
public final class FlightRecorderProbe implements Probe {
    /** Fails where the module {@code jdk.jfr} is not there. */
    public FlightRecorderProbe() {
        FlightRecorder.isInitialized();
    }

    @Override
    public boolean isListening() {
        return FlightRecorder.isInitialized();
    }

    @Override
    public void opened(String heap, long limitBytes, String backing) {
        HeapOpenedEvent event = new HeapOpenedEvent();
        if (event.isEnabled()) {
            event.heap = heap;
            event.limitBytes = limitBytes;
            event.backing = backing;
            event.commit();
        }
    }

    @Override
    public void closed(String heap) {
        HeapClosedEvent event = new HeapClosedEvent();
        if (event.isEnabled()) {
            event.heap = heap;
            event.commit();
        }
    }

    @Override
    public void refilled(String heap, long blockBytes, int blocks) {
        new RefillEvent().tell(heap, blockBytes, blocks);
    }

    @Override
    public void flushed(String heap, long blockBytes, int blocks) {
        new FlushEvent().tell(heap, blockBytes, blocks);
    }

    @Override
    public void formed(String heap, int superslab, int firstUnit, long bytes, long blockBytes) {
        new SlabFormedEvent().tell(heap, superslab, firstUnit, bytes, blockBytes);
    }

    @Override
    public void vacated(String heap, int superslab, int firstUnit, long bytes, long blockBytes) {
        new SlabVacatedEvent().tell(heap, superslab, firstUnit, bytes, blockBytes);
    }

    @Override
    public void purged(String heap, int superslab, int firstUnit, long bytes) {
        new PurgeEvent().tell(heap, superslab, firstUnit, bytes);
    }

    @Override
    public void superslabOpened(String heap, int superslab) {
        new SuperslabOpenedEvent().tell(heap, superslab);
    }

    @Override
    public void superslabRetired(String heap, int superslab) {
        new SuperslabRetiredEvent().tell(heap, superslab);
    }

    @Override
    public void superslabReleased(String heap, int superslab) {
        new SuperslabReleasedEvent().tell(heap, superslab);
    }

    @Override
    public void pressed(String heap, long bytes, boolean madeRoom) {
        PressureEvent event = new PressureEvent();
        if (event.isEnabled()) {
            event.heap = heap;
            event.bytes = bytes;
            event.madeRoom = madeRoom;
            event.commit();
        }
    }

    @Override
    public void refused(String heap, long bytes, String reason) {
        OutOfMemoryEvent event = new OutOfMemoryEvent();
        if (event.isEnabled()) {
            event.heap = heap;
            event.bytes = bytes;
            event.reason = reason;
            event.commit();
        }
    }

    @Override
    public void misused(String heap, String kind, long address, String detail) {
        MisuseEvent event = new MisuseEvent();
        if (event.isEnabled()) {
            event.heap = heap;
            event.kind = kind;
            event.address = address;
            event.detail = detail;
            event.commit();
        }
    }

    @Override
    public void allocated(String heap, long address, long bytes, int oneIn) {
        AllocationSampleEvent event = new AllocationSampleEvent();
        if (event.isEnabled()) {
            event.heap = heap;
            event.address = address;
            event.bytes = bytes;
            event.weight = bytes * oneIn;
            event.commit();
        }
    }

    @Override
    public void freed(String heap, long address, long bytes, long liveNanos) {
        FreeSampleEvent event = new FreeSampleEvent();
        if (event.isEnabled()) {
            event.heap = heap;
            event.address = address;
            event.bytes = bytes;
            event.lifetime = liveNanos;
            event.commit();
        }
    }
}
