package org.pinfold.jfr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What Pinfold's events a recording has. */
public final class RecordedEvents {
    private static final String PREFIX = "org.pinfold.";

    private final List<RecordedEvent> events;

    private RecordedEvents(List<RecordedEvent> events) {
        this.events = events;
    }

    /** Those so far, by time, which the file does not promise; the recording goes on. */
    public static RecordedEvents of(Recording recording) {
        try {
            Path file = Files.createTempFile("pinfold", ".jfr");
            try {
                recording.dump(file);
                return new RecordedEvents(RecordingFile.readAllEvents(file).stream()
                        .filter(event -> event.getEventType().getName().startsWith(PREFIX))
                        .sorted(Comparator.comparing(RecordedEvent::getStartTime)).toList());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of any name. */
    public List<RecordedEvent> all() {
        return events;
    }

    /** Those with this name, of the heap with that one. */
    public List<RecordedEvent> of(String heap, String name) {
        return events.stream().filter(event -> event.getEventType().getName().equals(PREFIX + name)
                && event.getString("heap").equals(heap)).toList();
    }
}
