package org.pinfold.tools.bench.ab;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.Heap;
import org.pinfold.protocol.BlockState;
import org.pinfold.protocol.SlabWord;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The classes of sides are their own, and are what they are said to be. */
class SideLoaderTest {
    @Test
    void eachFactoryHasALibraryOfItsOwn() throws ReflectiveOperationException {
        Class<?> heap = heapClass(true);
        assertNotSame(Heap.class, heap);
        assertNotSame(heap, heapClass(true));
        assertEquals(Heap.class.getName(), heap.getName());
    }

    @Test
    void theLibraryCatchesADoubleFree() {
        InvocationTargetException e = assertThrows(InvocationTargetException.class, () -> freeTwice(heapClass(true)));
        assertEquals("HeapMisuseException", e.getCause().getClass().getSimpleName());
    }

    /** Otherwise it would cost what the library costs, and the difference would be none. */
    @Test
    void withoutMarksOfBlocksItDoesNot() {
        assertDoesNotThrow(() -> freeTwice(heapClass(false)));
    }

    @Test
    void codeForAMethodThatIsNotThereIsRefused() throws IOException {
        byte[] target = bytes(SlabWord.class);
        byte[] donor = bytes(BlockState.class);
        String message = assertThrows(IllegalArgumentException.class, () -> MethodBodies.replace(target, donor))
                .getMessage();
        assertTrue(message.contains("freeExactly"), message);
    }

    @ParameterizedTest
    @EnumSource
    void everyMechanismRunsUnderEveryLoad(Mechanism mechanism) {
        Contrast contrast = Contrast.of(mechanism);
        for (Load load : Load.OF_MECHANISMS) {
            try (SidePair sides = contrast.sides(load, 3)) {
                assertTrue(sides.without().cpuNanos(2) > 0, load::label);
                assertTrue(sides.with().cpuNanos(2) > 0, load::label);
                assertEquals(sides.without().operations(), sides.with().operations());
            }
        }
    }

    static List<Load> loadsOfLearning() {
        return Load.OF_LEARNING;
    }

    @ParameterizedTest
    @MethodSource("loadsOfLearning")
    void everyLoadRunsInAHeapThatLearns(Load load) {
        try (SidePair sides = Contrast.ofLearning().sides(load, 3)) {
            while (sides.with().look().lessons() == 0) {
                assertTrue(sides.with().cpuNanos(100) > 0, load::label);
                assertTrue(sides.without().cpuNanos(100) > 0, load::label);
            }
            assertTrue(sides.with().look().cachedBytes() > 0, load::label);
            assertEquals(0, sides.without().look().lessons(), load::label);
        }
    }

    private static Class<?> heapClass(boolean blockState) throws ReflectiveOperationException {
        return SideLoader.factory(blockState).getClass().getClassLoader().loadClass(Heap.class.getName());
    }

    private static void freeTwice(Class<?> heapClass) throws ReflectiveOperationException {
        AutoCloseable heap = (AutoCloseable) heapClass.getMethod("create").invoke(null);
        Object address = heapClass.getMethod("malloc", long.class).invoke(heap, 64L);
        heapClass.getMethod("free", long.class).invoke(heap, address);
        heapClass.getMethod("free", long.class).invoke(heap, address);
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return in.readAllBytes();
        }
    }
}
