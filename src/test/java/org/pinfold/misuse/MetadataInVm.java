package org.pinfold.misuse;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinfold.AuditReport;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * No record that the heap trusts lies in or beside user memory: every byte that users may write, of live blocks and
 * freed ones, is overwritten at random, and everything goes on as if nothing had happened.
 *
 * <p>Freed blocks are overwritten through their stale addresses, as far as the heap says that they are still in a slab:
 * what an arena has given back to the JDK is the JDK's.
 */
@ParameterizedClass
@MethodSource("org.pinfold.misuse.Variant#ordinary")
class MetadataInVm {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final long[] LARGEST = {64, 1_000, 20_000, 200_000, 2_000_000, 9_000_000};
    private static final int[] BLOCKS = {3_000, 1_000, 200, 20, 4, 1};

    @Parameter
    private Variant variant;

    private final SplittableRandom random = new SplittableRandom(7);
    /** Blocks that were handed out and their usable sizes. */
    private final TreeMap<Long, Long> live = new TreeMap<>();
    private final TreeMap<Long, Long> freed = new TreeMap<>();
    private Heap heap;

    /** Nothing is given back by itself, so that which memory calloc finds is the same in each run. */
    @BeforeEach
    void open() {
        heap = variant.builder().maintenance(false).purgeDelay(Duration.ofDays(1)).build();
    }

    @AfterEach
    void everythingCanBeFreedAndNothingIsLost() {
        new ArrayList<>(live.keySet()).forEach(this::free);
        for (long address : freed.keySet()) {
            assertThrows(HeapMisuseException.class, () -> heap.free(address));
        }
        GivenBack.all(heap);
        heap.close();
    }

    private void handOut(long address, long byteSize) {
        long usable = heap.usableSize(address);
        assertTrue(usable >= byteSize);
        assertTrue(live.floorEntry(address) == null || live.floorEntry(address).getKey()
                + live.floorEntry(address).getValue() <= address, "overlaps the block below");
        assertTrue(live.ceilingEntry(address) == null || live.ceilingKey(address) >= address + usable,
                "overlaps the block above");
        live.put(address, usable);
        freed.subMap(address, address + usable).clear();
    }

    private void free(long address) {
        freed.put(address, live.remove(address));
        heap.free(address);
    }

    private void allocate() {
        for (int kind = 0; kind < BLOCKS.length; kind++) {
            for (int i = 0; i < BLOCKS[kind]; i++) {
                long byteSize = random.nextLong(LARGEST[kind] / 3, LARGEST[kind]);
                handOut(heap.malloc(byteSize), byteSize);
            }
        }
    }

    private void freeHalf() {
        List<Long> blocks = new ArrayList<>(live.keySet());
        Collections.shuffle(blocks, new Random(7));
        blocks.subList(0, blocks.size() / 2).forEach(this::free);
    }

    private void overwriteEverything() {
        live.forEach(this::overwrite);
        freed.forEach((address, usable) -> {
            if (variant.isMapped() || heap.describe(address).contains("byte 0 of block")) {
                overwrite(address, usable);
            }
        });
    }

    private void overwrite(long address, long usable) {
        byte[] noise = new byte[(int) usable];
        random.nextBytes(noise);
        MemorySegment.copy(noise, 0, MEMORY, JAVA_BYTE, address, noise.length);
    }

    private void isInOrder() {
        AuditReport audit = heap.audit();
        assertTrue(audit.clean(), () -> audit.problems().toString());
        assertEquals(live.size(), audit.liveBlocks());
        assertEquals(live.values().stream().mapToLong(bytes -> bytes).sum(), heap.stats().liveBytes());
        live.forEach((address, usable) -> assertEquals(usable, heap.usableSize(address)));
    }

    /** Zeroed, kept and moved: blocks of the sizes whose freed ones were overwritten. */
    private void everyOperationIsRight() {
        for (int kind = 0; kind < BLOCKS.length; kind++) {
            for (int i = 0; i < Math.min(BLOCKS[kind], 50); i++) {
                long byteSize = random.nextLong(LARGEST[kind] / 3, LARGEST[kind]);
                long zeroed = heap.calloc(byteSize);
                handOut(zeroed, byteSize);
                byte[] content = new byte[(int) byteSize];
                assertEquals(-1, MEMORY.asSlice(zeroed, byteSize).mismatch(MemorySegment.ofArray(content)));
                random.nextBytes(content);
                MemorySegment.copy(content, 0, MEMORY, JAVA_BYTE, zeroed, content.length);
                freed.put(zeroed, live.remove(zeroed));
                long grown = heap.realloc(zeroed, byteSize + byteSize / 2);
                handOut(grown, byteSize + byteSize / 2);
                freed.remove(grown);
                assertEquals(-1, MEMORY.asSlice(grown, byteSize).mismatch(MemorySegment.ofArray(content)));
                free(grown);
            }
        }
        isInOrder();
    }

    @Test
    void liveBlocksAlone() {
        allocate();
        overwriteEverything();
        isInOrder();
        everyOperationIsRight();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void liveAndFreedBlocks(boolean atHome) {
        allocate();
        freeHalf();
        if (atHome) {
            heap.flushThreadCache();
        }
        overwriteEverything();
        isInOrder();
        everyOperationIsRight();
    }

    @Test
    void blocksThatOtherThreadsHaveFreed() {
        allocate();
        Who.PLATFORM_THREAD.run(this::freeHalf);
        overwriteEverything();
        isInOrder();
        Who.VIRTUAL_THREAD.run(this::freeHalf);
        overwriteEverything();
        isInOrder();
        everyOperationIsRight();
    }
}
