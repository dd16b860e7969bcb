package org.pinfold.tools.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.pinfold.os.ProcessMemory;
import org.pinfold.tools.peer.Peer;

/**
 * Watches the resident set of the process while a scenario allocates and frees. The virtual machine must have a Java
 * heap of fixed size that was touched before, so that the Java heap does not count; what an allocator keeps there is
 * asked of it and added.
 *
 * <p>Any number of threads may report what they do, one at a time.
 */
public final class Meter {
    /** The moment before the scenario begins. */
    static final String START = "start";
    private static final long BYTES_PER_SAMPLE = 256 << 10;
    /** The logarithm of how many samples are taken until they are half as many by bytes: long runs have enough. */
    private static final int SAMPLES_LOG = 17;
    private static final int MOST_DOUBLINGS = 4;
    private static final int SAMPLES_PER_QUESTION = 64;
    private static final int MOST_READINGS = 512;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final List<Peer> peers = new ArrayList<>();
    private final String identity;
    private final long start;
    private final long before;
    private final List<Reading> readings = new ArrayList<>();
    private final Map<String, Reading> marks = new LinkedHashMap<>();
    private long live;
    private long peakLive;
    private long sinceSample;
    private long samples;
    private long peakResident;
    private long metadata;
    private long peakMetadata;
    private long committed = -1;
    private int samplesPerReading = 1;

    /** From now on, what grows is the scenario's doing; {@code peer} has been used before, so that it is loaded. */
    public Meter(Peer peer) {
        watch(peer);
        this.identity = peer.identity();
        ask();
        resident();
        this.start = System.nanoTime();
        this.before = resident();
        mark(START);
    }

    /** An allocator more, the records of which count. */
    synchronized void watch(Peer peer) {
        peers.add(peer);
    }

    /** A block of so many bytes is there, and its pages were written to. */
    public synchronized void allocated(long bytes) {
        live += bytes;
        peakLive = Math.max(peakLive, live);
        sinceSample += bytes;
        if (sinceSample >= BYTES_PER_SAMPLE << Math.min(samples >> SAMPLES_LOG, MOST_DOUBLINGS)) {
            sinceSample = 0;
            sample();
        }
    }

    /** A block of so many bytes was freed. */
    public synchronized void freed(long bytes) {
        live -= bytes;
    }

    /** Reads, asks the allocator, and keeps what there is to be seen under this name. */
    public synchronized Reading mark(String name) {
        Reading last = look();
        ask();
        Reading complete = new Reading(last.seconds(), last.live(), last.resident(), metadata, committed);
        marks.put(name, complete);
        readings.add(complete);
        return complete;
    }

    /** Waits and reads, and calls nothing of the allocator's meanwhile. */
    public void silence(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            synchronized (this) {
                keep(look());
            }
        }
    }

    private void sample() {
        if (samples % SAMPLES_PER_QUESTION == 0) {
            ask();
        }
        keep(look());
    }

    private void ask() {
        metadata = peers.stream().mapToLong(Peer::metadataBytes).sum();
        peakMetadata = Math.max(peakMetadata, metadata);
        committed = peers.stream().mapToLong(peer -> peer.committedBytes().orElse(Long.MIN_VALUE)).sum();
    }

    private Reading look() {
        long resident = resident() - before;
        peakResident = Math.max(peakResident, resident);
        samples++;
        return new Reading((System.nanoTime() - start) * 1e-9, live, resident, metadata, committed);
    }

    /** Of too many, every second goes. */
    private void keep(Reading reading) {
        if (samples % samplesPerReading == 0) {
            readings.add(reading);
        }
        if (readings.size() > MOST_READINGS) {
            for (int i = readings.size() - 1; i > 0; i -= 2) {
                readings.remove(i);
            }
            samplesPerReading *= 2;
        }
    }

    /** All that was seen of {@code copies} interleaved. */
    public synchronized MemoryResult result(int copies) {
        return new MemoryResult(identity, copies, peakLive, peakResident, peakMetadata, samples,
                List.copyOf(readings), new LinkedHashMap<>(marks));
    }

    private static long resident() {
        return ProcessMemory.residentBytes()
                .orElseThrow(() -> new IllegalStateException("the system does not tell how much memory is resident"));
    }
}
