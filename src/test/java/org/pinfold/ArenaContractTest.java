package org.pinfold;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.arena.ArenaCase;
import org.pinfold.arena.ArenaCases;
import org.pinfold.arena.ArenaKind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A heap's arenas do in every case what the JDK's do. */
@Tag("mapped")
class ArenaContractTest {
    private static final int AT_LEAST = 250;
    private static final List<String> RUN = new ArrayList<>();
    private static final Heap HEAP = Heap.builder().limit(256 << 20).build();

    static Stream<Arguments> casesOfKinds() {
        return Stream.of(ArenaKind.values())
                .flatMap(kind -> ArenaCases.all().stream().map(each -> Arguments.of(kind, each)));
    }

    @AfterAll
    static void everyCaseWasRun() {
        assertTrue(RUN.size() >= AT_LEAST, () -> "only " + RUN.size() + " cases");
        assertEquals(List.of(), HEAP.audit().violations());
        HEAP.close();
    }

    @ParameterizedTest
    @MethodSource("casesOfKinds")
    void isTheJdks(ArenaKind kind, ArenaCase each) {
        RUN.add(kind + " " + each);
        assertEquals(each.outcome(kind.jdk()), each.outcome(kind.of(HEAP)));
    }

    /** Segments that are not zeroed, of an arena that does not end. */
    @Test
    @Tag("canary")
    void canaryAnArenaThatForgetsIsSeen() {
        Supplier<Arena> careless = () -> new Arena() {
            private final Arena other = HEAP.sharedArena();

            @Override
            public MemorySegment allocate(long byteSize, long byteAlignment) {
                return other.allocate(byteSize, byteAlignment).fill((byte) 1);
            }

            @Override
            public MemorySegment.Scope scope() {
                return other.scope();
            }

            @Override
            public void close() {
                other.scope();
            }
        };
        List<String> differing = ArenaCases.all().stream()
                .filter(each -> !each.outcome(ArenaKind.SHARED.jdk()).equals(each.outcome(careless)))
                .map(ArenaCase::name).toList();
        assertTrue(differing.containsAll(List.of("size 64", "closing", "get after the end")), differing::toString);
    }
}
