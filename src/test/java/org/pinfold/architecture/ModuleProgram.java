package org.pinfold.architecture;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.pinfold.Heap;
import org.pinfold.jfr.PinfoldEvents;
import org.pinfold.jmx.HeapMBeans;
import org.pinfold.micrometer.PinfoldMetrics;

/** Uses a heap of the module, and then what needs another module; prints what came of it. */
public final class ModuleProgram {
    private ModuleProgram() {
    }

    /** Runs it. */
    public static void main(String[] arguments) {
        try (Heap heap = Heap.builder().limit(8 << 20).name("module").build()) {
            heap.free(heap.malloc(100));
            System.out.println("heap of " + Heap.class.getModule().getName() + ' ' + heap.audit().clean());
            for (Runnable integration : List.<Runnable>of(
                    () -> System.out.println(HeapMBeans.register(heap)), () -> record(heap),
                    () -> Metering.measure())) {
                try {
                    integration.run();
                } catch (NoClassDefFoundError e) {
                    System.out.println("without " + e.getMessage());
                }
            }
        }
    }

    private static void record(Heap heap) {
        System.out.println("before the first recording");
        try (Recording recording = new Recording(PinfoldEvents.configuration())) {
            recording.start();
            heap.malloc(1_000);
            Path file = Files.createTempFile("pinfold", ".jfr");
            recording.dump(file);
            System.out.println(RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().equals("org.pinfold.Refill")).count()
                    + " refill recorded");
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A class of its own, since its verification alone needs Micrometer. */
    private static final class Metering {
        private Metering() {
        }

        static void measure() {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            try (PinfoldMetrics metrics = new PinfoldMetrics()) {
                metrics.bindTo(registry);
                System.out.println(registry.get("pinfold.heap.max").gauge().value() + " bytes at most");
            }
        }
    }
}
