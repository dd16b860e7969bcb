package org.pinfold.jfr;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.IMCMethod;
import org.openjdk.jmc.common.item.IAttribute;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.stacktrace.FrameSeparator;
import org.openjdk.jmc.flightrecorder.stacktrace.FrameSeparator.FrameCategorization;
import org.openjdk.jmc.flightrecorder.stacktrace.tree.Node;
import org.openjdk.jmc.flightrecorder.stacktrace.tree.StacktraceTreeModel;
import org.pinfold.Heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What Mission Control's flame graph shows of sampled allocations: a recording is opened by its own loader, and the
 * frames are added up by the model that its view draws, with the attribute that one chooses there.
 */
class FlameGraphTest {
    private static final String SAMPLES = "org.pinfold.AllocationSample";
    private static final String WEIGHT = "Sample Weight";
    private static final String SIZE = "Size";
    private static final int SMALL = 1_000;
    private static final int SMALL_BLOCKS = 300;
    private static final int LARGE = 30_000;
    private static final int LARGE_BLOCKS = 20;
    /** What the model counts memory in. */
    private static final double KIB = 1024;

    @TempDir
    private Path folder;

    /** Of these two methods and who calls them: what one of them has allocated, and how often, is known. */
    private static void program(Heap heap) {
        small(heap);
        large(heap);
    }

    private static void small(Heap heap) {
        for (int block = 0; block < SMALL_BLOCKS; block++) {
            heap.malloc(SMALL);
        }
    }

    private static void large(Heap heap) {
        for (int block = 0; block < LARGE_BLOCKS; block++) {
            heap.malloc(LARGE);
        }
    }

    private IItemCollection samples(int oneIn) throws IOException, CouldNotLoadRecordingException {
        Path file = folder.resolve("one-in-" + oneIn + ".jfr");
        try (Recording recording = new Recording(PinfoldEvents.configuration())) {
            recording.start();
            try (Heap heap = Heap.builder().leakTracking(oneIn).onLeak(report -> { }).build()) {
                program(heap);
            }
            recording.dump(file);
        }
        return JfrLoaderToolkit.loadEvents(file.toFile()).apply(ItemFilters.type(SAMPLES));
    }

    /** As the view's menu of attributes has it: by its label. */
    @SuppressWarnings({"unchecked", "deprecation"}) // The menu does the same, for the kinds of content it offers.
    private static IAttribute<IQuantity> attribute(IItemCollection events, String label) {
        List<IAttribute<?>> found = events.stream().flatMap(type -> type.getType().getAttributes().stream())
                .filter(it -> it.getName().equals(label)).distinct().toList();
        assertEquals(1, found.size(), label);
        assertEquals(UnitLookup.MEMORY, found.getFirst().getContentType(), label);
        return (IAttribute<IQuantity>) found.getFirst();
    }

    /** By method of this class, what the frames below the root come to; null counts events. */
    private static Map<String, Double> shares(IItemCollection events, IAttribute<IQuantity> attribute) {
        StacktraceTreeModel model = new StacktraceTreeModel(events,
                new FrameSeparator(FrameCategorization.METHOD, false), false, attribute);
        Map<String, Double> shares = new TreeMap<>();
        addUp(model.getRoot(), shares);
        return shares;
    }

    private static void addUp(Node node, Map<String, Double> shares) {
        IMCMethod method = node.getFrame().getMethod();
        if (method != null && FlameGraphTest.class.getName().equals(method.getType().getFullName())) {
            shares.merge(method.getMethodName(), node.getCumulativeWeight(), Double::sum);
        }
        node.getChildren().forEach(child -> addUp(child, shares));
    }

    @Test
    void framesAreAsWideAsWhatTheyAllocated() throws IOException, CouldNotLoadRecordingException {
        IItemCollection events = samples(1);
        Map<String, Double> shares = shares(events, attribute(events, WEIGHT));
        double small = SMALL * SMALL_BLOCKS / KIB;
        double large = LARGE * LARGE_BLOCKS / KIB;
        assertEquals(small, shares.get("small"));
        assertEquals(large, shares.get("large"));
        assertEquals(small + large, shares.get("program"), "on the way to both");
    }

    /** A sample stands for as many allocations as there are to one: its frame has all of their bytes. */
    @Test
    void aSampleIsWeighed() throws IOException, CouldNotLoadRecordingException {
        int oneIn = 4;
        IItemCollection events = samples(oneIn);
        Map<String, Double> sizes = shares(events, attribute(events, SIZE));
        Map<String, Double> weights = shares(events, attribute(events, WEIGHT));
        assertTrue(sizes.get("program") > 0
                && sizes.get("program") < (SMALL * SMALL_BLOCKS + LARGE * LARGE_BLOCKS) / KIB,
                () -> "as if all were sampled: " + sizes);
        sizes.replaceAll((method, bytes) -> oneIn * bytes);
        assertEquals(sizes, weights);
    }

    @Test
    @Tag("canary")
    void canaryWithoutTheAttributeFramesAreAsWideAsTheirNumberOfSamples()
            throws IOException, CouldNotLoadRecordingException {
        IItemCollection events = samples(1);
        Map<String, Double> counted = shares(events, null);
        assertEquals(SMALL_BLOCKS, counted.get("small"));
        assertEquals(LARGE_BLOCKS, counted.get("large"));
        assertNotEquals(shares(events, attribute(events, WEIGHT)), counted);
    }
}
