package org.pinfold.misuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.AuditReport;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Addresses in every mapping of the process: stacks, code, files, the Java heap, guard pages that nobody may read. A
 * heap that looked at what is there, before it knows whether it is its own, would end the VM or free a stranger's.
 */
@ParameterizedClass
@MethodSource("org.pinfold.misuse.Variant#kinds")
class ForeignMappingsInVm {
    private static final Pattern MAPPING = Pattern.compile("(?m)^(\\p{XDigit}+)-(\\p{XDigit}+) (....) .*$");
    private static final Set<Kind> NO_BLOCK = EnumSet.of(Kind.FOREIGN_POINTER, Kind.NOT_ALLOCATED);

    @Parameter
    private Variant variant;

    @Test
    void noMappingIsTakenForTheHeap() throws IOException {
        try (Heap heap = variant.open()) {
            heap.free(heap.malloc(100));
            List<String> kinds = new ArrayList<>();
            String maps = Files.readString(Path.of("/proc/self/maps"));
            for (MatchResult mapping : MAPPING.matcher(maps).results().toList()) {
                long from = Long.parseUnsignedLong(mapping.group(1), 16);
                long to = Long.parseUnsignedLong(mapping.group(2), 16);
                kinds.add(mapping.group(3) + mapping.group().substring(mapping.group().lastIndexOf(' ')));
                for (long address : new long[] {from, from + 8, from + 4096 - 16, (from + to >>> 1) & -16, to - 16}) {
                    for (Call call : Call.values()) {
                        isRefused(heap, call, address);
                    }
                }
            }
            assertTrue(kinds.size() > 50, kinds::toString);
            for (String place : new String[] {"[stack]", "---p", "r-xp", "libjvm.so"}) {
                assertTrue(kinds.stream().anyMatch(kind -> kind.contains(place)), () -> place + " in " + kinds);
            }
            AuditReport audit = heap.audit();
            assertTrue(audit.clean(), () -> audit.problems().toString());
            assertEquals(0, audit.liveBlocks());
        }
    }

    @Test
    void theHeapsMemoryIsNotExecutable() throws IOException {
        try (Heap heap = variant.open()) {
            for (long bytes : new long[] {8, 4_096, 1 << 18, 9 << 20}) {
                long block = heap.malloc(bytes);
                String maps = Files.readString(Path.of("/proc/self/maps"));
                List<String> access = MAPPING.matcher(maps).results()
                        .filter(mapping -> Long.parseUnsignedLong(mapping.group(1), 16) <= block
                                && block < Long.parseUnsignedLong(mapping.group(2), 16))
                        .map(mapping -> mapping.group(3)).toList();
                assertEquals(List.of("rw-p"), access);
                heap.free(block);
            }
        }
    }

    /** Of the heap's own mapping, where nothing is live, some is a block that was freed, or within one. */
    private void isRefused(Heap heap, Call call, long address) {
        boolean own = !heap.describe(address).contains("outside the heap");
        Report.of(own ? EnumSet.complementOf(EnumSet.of(Kind.SIZE_MISMATCH)) : NO_BLOCK, address,
                () -> call.on(heap, address, 100));
    }
}
