package org.pinfold.heap;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinfold.Heap;
import org.pinfold.protocol.BlockState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Holds the hot path to sizes that the JIT inlines: at most 325 bytes of bytecode where a call is hot, and 35 where it
 * may not be known as hot yet.
 */
class HotMethodsTest {
    private static final int HOT = 325;
    private static final int TRIVIAL = 35;

    @ParameterizedTest
    @CsvSource({
        "Allocator, takeBlock", "Allocator, allocateBlock", "Allocator, handOut", "Allocator, freeBlock",
        "Allocator, takeBack", "Hints, cache", "Magazines, pop", "Magazines, push",
        "UnitTable, unit", "UnitTable, block", "SizeClasses, of", "SizeClasses, computed"
    })
    void isSmallEnoughToBeInlined(String type, String method) throws IOException, ClassNotFoundException {
        List<Integer> sizes = sizes(Class.forName("org.pinfold.heap." + type), method);
        assertTrue(!sizes.isEmpty(), method + " is not there");
        sizes.forEach(size -> assertTrue(size <= HOT, type + "." + method + " has " + size + " bytes"));
    }

    @Test
    void stepsOfABlocksStateAreTrivial() throws IOException {
        for (String method : List.of("free", "allocate")) {
            assertEquals(1, sizes(BlockState.class, method).size());
            assertTrue(sizes(BlockState.class, method).getFirst() <= TRIVIAL, method);
        }
        assertTrue(sizes(Heap.class, "malloc").getFirst() <= TRIVIAL);
    }

    @Test
    void aMethodThatIsTooLargeWouldBeSeen() throws IOException {
        assertTrue(sizes(SizeClasses.class, "<clinit>").getFirst() > TRIVIAL);
    }

    private static List<Integer> sizes(Class<?> type, String method) throws IOException {
        try (InputStream bytes = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            ClassModel model = ClassFile.of().parse(bytes.readAllBytes());
            return model.methods().stream()
                    .filter(m -> m.methodName().equalsString(method))
                    .map(MethodModel::code)
                    .flatMap(code -> code.stream())
                    .map(code -> ((CodeAttribute) code).codeLength())
                    .toList();
        }
    }
}
