package org.pinfold.jfr;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.pinfold.Backing;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PinfoldEventsTest {
    private static final int MIB = 1 << 20;
    private static final int LIMIT = 8 * MIB;
    private static final int BLOCK = 16_384;
    private static final int BLOCKS = 200;

    private static Heap.Builder named(String name) {
        return Heap.builder().limit(LIMIT).backing(Backing.MMAP).maintenance(false).name(name);
    }

    private static void use(Heap heap) {
        long[] blocks = new long[BLOCKS];
        assertEquals(BLOCKS, heap.malloc(BLOCK, blocks));
        heap.free(blocks, 1, BLOCKS);
        heap.flushThreadCache();
        heap.trim();
        assertThrows(HeapMisuseException.class, () -> heap.free(blocks[1]));
        heap.free(blocks[0]);
        heap.trim();
        assertThrows(OutOfMemoryError.class, () -> heap.malloc(LIMIT + MIB));
        heap.malloc(LIMIT - 3 * MIB);
        assertThrows(OutOfMemoryError.class, () -> heap.malloc(LIMIT - 3 * MIB));
    }

    private static RecordedEvents recorded(Recording recording, String heap, boolean tracked) {
        recording.start();
        Heap.Builder builder = named(heap);
        try (Heap made = (tracked ? builder.leakTracking(1).onLeak(report -> { }) : builder).build()) {
            use(made);
        }
        recording.stop();
        return RecordedEvents.of(recording);
    }

    private static boolean isFromHere(RecordedEvent event) {
        return event.getStackTrace() != null && event.getStackTrace().getFrames().stream()
                .anyMatch(frame -> frame.getMethod().getType().getName().equals(PinfoldEventsTest.class.getName())
                        && frame.getMethod().getName().equals("use"));
    }

    private static long sum(List<RecordedEvent> events, String field) {
        return events.stream().mapToLong(event -> event.getLong(field)).sum();
    }

    @Test
    void nothingIsRecordedUnlessItIsEnabled() {
        try (Recording recording = new Recording()) {
            recording.enable("jdk.JVMInformation");
            assertEquals(List.of(), recorded(recording, "unwatched", true).all());
        }
    }

    @Test
    void whatAHeapDoesIsRecorded() {
        try (Recording recording = new Recording(PinfoldEvents.configuration())) {
            RecordedEvents events = recorded(recording, "watched", false);
            RecordedEvent opened = events.of("watched", "HeapOpened").getFirst();
            assertEquals(LIMIT, opened.getLong("limitBytes"));
            assertEquals("MMAP", opened.getString("backing"));
            assertEquals(1, events.of("watched", "HeapClosed").size());
            List<RecordedEvent> refills = events.of("watched", "Refill");
            assertTrue(sum(refills, "blocks") >= BLOCKS);
            assertEquals(sum(refills, "blocks") * BLOCK, sum(refills, "bytes"));
            assertTrue(refills.stream().allMatch(PinfoldEventsTest::isFromHere));
            assertEquals(sum(refills, "blocks"), sum(events.of("watched", "Flush"), "blocks"),
                    "all that came from slabs is home");
            assertTrue(sum(events.of("watched", "Purge"), "bytes") >= BLOCK);
            assertFalse(events.of("watched", "SuperslabOpened").isEmpty());
            assertEquals(events.of("watched", "SuperslabOpened").size(),
                    events.of("watched", "SuperslabReleased").size());
        }
    }

    @Test
    void slabsComeAndGo() {
        try (Recording recording = new Recording(PinfoldEvents.configuration())) {
            RecordedEvents events = recorded(recording, "slabs", false);
            List<RecordedEvent> formed = events.of("slabs", "SlabFormed");
            assertTrue(formed.stream().anyMatch(event -> event.getLong("blockBytes") == BLOCK && isFromHere(event)));
            assertTrue(sum(formed, "bytes") >= (long) BLOCK * BLOCKS + LIMIT - 3 * MIB);
            List<RecordedEvent> vacated = events.of("slabs", "SlabVacated");
            assertEquals(formed.size() - 1, vacated.size(), "all but the large block that was left");
            assertFalse(events.of("slabs", "SuperslabRetired").isEmpty());
        }
    }

    @Test
    void whatGoesWrongIsRecorded() {
        try (Recording recording = new Recording(PinfoldEvents.configuration())) {
            RecordedEvents events = recorded(recording, "wrong", false);
            RecordedEvent misuse = events.of("wrong", "Misuse").getFirst();
            assertEquals(1, events.of("wrong", "Misuse").size());
            assertEquals("DOUBLE_FREE", misuse.getString("kind"));
            assertTrue(isFromHere(misuse));
            List<RecordedEvent> failed = events.of("wrong", "OutOfMemory");
            assertEquals(List.of((long) LIMIT + MIB, (long) LIMIT - 3 * MIB),
                    failed.stream().map(event -> event.getLong("bytes")).toList());
            assertTrue(failed.getFirst().getString("reason").contains("limit"), failed::toString);
            List<RecordedEvent> pressure = events.of("wrong", "Pressure");
            assertFalse(pressure.isEmpty());
            assertTrue(pressure.stream().noneMatch(event -> event.getBoolean("madeRoom")));
        }
    }

    @Test
    void whatMadeRoomIsRecorded() {
        try (Recording recording = new Recording()) {
            recording.enable("org.pinfold.Pressure");
            recording.start();
            long[] kept = {0};
            Heap[] heap = {null};
            heap[0] = named("evicting").onPressure(bytes -> {
                heap[0].free(kept[0]);
                return true;
            }).build();
            kept[0] = heap[0].malloc(LIMIT - 3 * MIB);
            heap[0].malloc(LIMIT - 3 * MIB);
            heap[0].close();
            RecordedEvent pressure = RecordedEvents.of(recording).of("evicting", "Pressure").getFirst();
            assertEquals(LIMIT - 3 * MIB, pressure.getLong("bytes"));
            assertTrue(pressure.getBoolean("madeRoom"));
        }
    }

    @Test
    void samplesHaveTheirPlaceInTheCode() {
        try (Recording recording = new Recording(PinfoldEvents.configuration())) {
            RecordedEvents events = recorded(recording, "sampled", true);
            List<RecordedEvent> allocated = events.of("sampled", "AllocationSample");
            assertEquals(BLOCKS + 1, allocated.size(), "every one is sampled");
            assertTrue(allocated.stream().allMatch(PinfoldEventsTest::isFromHere));
            assertEquals((long) BLOCKS * BLOCK + LIMIT - 3 * MIB, sum(allocated, "weight"));
            List<RecordedEvent> freed = events.of("sampled", "FreeSample");
            assertEquals(addresses(allocated.stream().filter(event -> event.getLong("weight") == BLOCK).toList()),
                    addresses(freed));
            assertTrue(freed.stream().allMatch(PinfoldEventsTest::isFromHere));
            assertTrue(freed.stream().allMatch(event -> event.getDuration("lifetime").toNanos() > 0));
        }
    }

    private static Set<Long> addresses(List<RecordedEvent> events) {
        return events.stream().map(event -> event.getLong("address")).collect(Collectors.toSet());
    }

    @Test
    void anEventCanBeSwitchedInARecordingThatRuns() {
        try (Recording recording = new Recording(); Heap heap = named("switched").build()) {
            recording.start();
            for (boolean on : new boolean[] {false, true, false}) {
                if (on) {
                    recording.enable("org.pinfold.Misuse");
                } else {
                    recording.disable("org.pinfold.Misuse");
                }
                assertThrows(HeapMisuseException.class, () -> heap.free(on ? 32 : 16));
            }
            List<RecordedEvent> misuses = RecordedEvents.of(recording).all();
            assertEquals(List.of(32L), misuses.stream().map(event -> event.getLong("address")).toList());
        }
    }

    @Test
    void settingsNameEveryEvent() {
        try (Recording recording = new Recording(PinfoldEvents.configuration())) {
            recorded(recording, "settings", true);
            Set<String> types = FlightRecorder.getFlightRecorder().getEventTypes().stream().map(EventType::getName)
                    .filter(name -> name.startsWith("org.pinfold.")).collect(Collectors.toSet());
            Set<String> named = PinfoldEvents.configuration().getSettings().keySet().stream()
                    .map(setting -> setting.substring(0, setting.indexOf('#'))).collect(Collectors.toSet());
            assertEquals(types, named);
        }
    }
}
