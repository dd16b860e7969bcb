package org.pinfold.os;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.pinfold.Backing;
import org.pinfold.Heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What the virtual machine and the kernel make of a heap's memory, as docs/native.md has it. */
class SurroundingsTest {
    private static final String ALLOW = "--enable-native-access=ALL-UNNAMED";
    private static final int MIB = 1 << 20;
    private static final int BLOCK = 64 * MIB;
    private static final int MUCH = 60;
    private static final int LITTLE = 16;

    private static Heap heap(Backing backing) {
        return Heap.builder().limit(2L * BLOCK).backing(backing).build();
    }

    private static void print(String what, long figure) {
        System.out.println(what + "=" + figure);
    }

    /** What a child has printed in this way. */
    private static Map<String, Long> figures(ChildVm child) {
        assertEquals(0, child.exit(), child.output());
        Map<String, Long> figures = new TreeMap<>();
        Matcher line = Pattern.compile("(?m)^([A-Za-z ]+)=(-?\\d+)$").matcher(child.output());
        while (line.find()) {
            figures.put(line.group(1), Long.parseLong(line.group(2)));
        }
        return figures;
    }

    /** By how many MiB native memory tracking and the resident set grow with a block that is written. */
    static final class Tracked {
        private Tracked() {
        }

        public static void main(String[] arguments) throws JMException {
            for (Backing backing : List.of(Backing.MMAP, Backing.ARENA)) {
                try (Heap heap = heap(backing)) {
                    long total = tracked("Total:");
                    long other = tracked("Other \\(");
                    long resident = resident();
                    heap.allocate(BLOCK, 16).fill((byte) 1);
                    print(backing + " total", tracked("Total:") - total);
                    print(backing + " other", tracked("Other \\(") - other);
                    print(backing + " resident", resident() - resident);
                }
            }
        }

        private static long resident() {
            return ProcessMemory.residentBytes().orElseThrow() / MIB;
        }

        private static long tracked(String category) throws JMException {
            String text = (String) ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "vmNativeMemory",
                    new Object[] {new String[] {"summary", "scale=MB"}}, new String[] {String[].class.getName()});
            Matcher line = Pattern.compile(category + ".*?committed=(\\d+)MB").matcher(text);
            return line.find() ? Long.parseLong(line.group(1)) : 0;
        }
    }

    @Test
    void nativeMemoryTrackingSeesArenasAndNoMappings() throws Exception {
        Map<String, Long> grown = figures(
                ChildVm.run("true", List.of(ALLOW, "-Xms32m", "-XX:NativeMemoryTracking=summary"), Tracked.class));
        assertTrue(grown.get("MMAP resident") >= MUCH, grown::toString);
        assertTrue(grown.get("MMAP total") < LITTLE, grown::toString);
        assertTrue(grown.get("ARENA resident") >= MUCH, grown::toString);
        assertTrue(grown.get("ARENA other") >= MUCH, grown::toString);
    }

    /** Takes more than direct buffers may. */
    static final class Direct {
        private Direct() {
        }

        public static void main(String[] arguments) {
            for (Backing backing : List.of(Backing.MMAP, Backing.ARENA, Backing.SYSTEM)) {
                try (Heap heap = heap(backing)) {
                    print(backing.toString(), heap.usableSize(heap.malloc(BLOCK)) / MIB);
                }
            }
            try {
                print("buffer", ByteBuffer.allocateDirect(BLOCK).capacity());
            } catch (OutOfMemoryError e) {
                print("buffer", 0);
            }
        }
    }

    @Test
    void theLimitOfDirectBuffersIsNoneOfHeaps() throws Exception {
        assertEquals(Map.of("MMAP", 64L, "ARENA", 64L, "SYSTEM", 64L, "buffer", 0L),
                figures(ChildVm.run("true", List.of(ALLOW, "-XX:MaxDirectMemorySize=16m"), Direct.class)));
    }

    /** Makes a heap with the defaults. */
    static final class Defaults {
        private Defaults() {
        }

        public static void main(String[] arguments) {
            try (Heap heap = Heap.create()) {
                print("limit", heap.stats().limitBytes());
                print("usable", Machine.usableBytes().orElseThrow());
                print("java", Runtime.getRuntime().maxMemory());
                print("mapped", heap.backing() == Backing.MMAP ? 1 : 0);
            }
        }
    }

    @Test
    void withoutAnOptionTheVmWarnsAndHeapsAreMapped() throws Exception {
        ChildVm without = ChildVm.run("true", List.of(), Defaults.class);
        assertEquals(1, figures(without).get("mapped"), without.output());
        assertTrue(without.output().contains("WARNING: A restricted method"), without.output());
        assertFalse(ChildVm.run("true", List.of(ALLOW), Defaults.class).output().contains("WARNING"));
    }

    @Test
    void theDefaultLimitIsWhatTheJavaHeapLeaves() throws Exception {
        Map<String, Long> told = figures(ChildVm.run("true", List.of(ALLOW), Defaults.class));
        long usable = told.get("usable");
        long expected = Math.max((usable - Math.min(usable, told.get("java"))) / 8 * 7, usable / 4);
        assertEquals(expected / (4 * MIB) * (4 * MIB), told.get("limit"), told::toString);
    }

    /** The lines of a file of the kernel's about the mapping that a block lies in. */
    private static List<String> mapping(Path file, long address) throws IOException {
        List<String> lines = Files.readAllLines(file);
        Pattern first = Pattern.compile("([0-9a-f]+)[- ].*");
        int found = -1;
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = first.matcher(lines.get(i));
            if (line.matches() && Long.parseUnsignedLong(line.group(1), 16) <= address) {
                found = i;
            } else if (line.matches() && found >= 0) {
                return lines.subList(found, i);
            }
        }
        return lines.subList(found, lines.size());
    }

    @Test
    void theKernelCopiesTheMappingOnForkAndPlacesItByDefault() throws IOException {
        try (Heap heap = heap(Backing.MMAP)) {
            long address = heap.malloc(BLOCK);
            String flags = mapping(Path.of("/proc/self/smaps"), address).stream()
                    .filter(line -> line.startsWith("VmFlags:")).findFirst().orElseThrow();
            List<String> set = Arrays.asList(flags.split(" +"));
            assertFalse(set.contains("dc"), () -> "left out of a child: " + flags);
            assertFalse(set.contains("wf"), () -> "wiped in a child: " + flags);
            assertFalse(set.contains("sh"), () -> "shared with a child: " + flags);
            Path places = Path.of("/proc/self/numa_maps");
            assumeTrue(Files.exists(places), "a kernel without NUMA");
            String place = mapping(places, address).getFirst();
            assertEquals("default", place.split(" ")[1], place);
        }
    }
}
