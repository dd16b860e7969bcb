package org.pinfold.arena;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** Sizes, alignments, content. */
final class AllocationCases {
    private static final long[] SIZES = {
        0, 1, 7, 8, 9, 15, 16, 63, 64, 511, 512, 513, 1_000, 2_047, 2_048, 4_096, 65_537, 1 << 20, 5 << 20};
    private static final int MANY = 3_000;

    private AllocationCases() {
    }

    static List<ArenaCase> all() {
        List<ArenaCase> cases = new ArrayList<>();
        for (long size : SIZES) {
            cases.add(ArenaCase.of("size " + size, arena -> {
                MemorySegment segment = arena.allocate(size, 1);
                return segment.byteSize() + " " + isZero(segment) + " " + segment.isNative() + segment.isMapped()
                        + segment.isReadOnly() + (segment.address() != 0);
            }));
        }
        for (int log = 0; log <= 21; log++) {
            long alignment = 1L << log;
            cases.add(ArenaCase.of("alignment " + alignment, arena -> {
                arena.allocate(3, 1);
                MemorySegment small = arena.allocate(24, alignment);
                MemorySegment large = arena.allocate(3_000, alignment);
                return (small.address() % alignment) + " " + (large.address() % alignment) + isZero(small)
                        + isZero(large) + (small.maxByteAlignment() >= alignment);
            }));
        }
        for (long size : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 7, Long.MAX_VALUE - 8}) {
            cases.add(ArenaCase.of("impossible size " + size, arena -> Outcome.of(() -> arena.allocate(size, 8))));
            cases.add(ArenaCase.of("impossible size " + size + " alone",
                    arena -> Outcome.of(() -> arena.allocate(size))));
        }
        for (long alignment : new long[] {0, -1, 3, 24, Long.MIN_VALUE, Long.MAX_VALUE}) {
            cases.add(ArenaCase.of("no alignment " + alignment,
                    arena -> Outcome.of(() -> arena.allocate(8, alignment))));
        }
        cases.add(ArenaCase.of("negative size and no alignment", arena -> Outcome.of(() -> arena.allocate(-1, 3))));
        cases.add(ArenaCase.of("an arena goes on after what it refused", arena -> {
            Outcome.of(() -> arena.allocate(-1));
            Outcome.of(() -> arena.allocate(Long.MAX_VALUE));
            return isZero(arena.allocate(100));
        }));
        cases.addAll(content());
        cases.addAll(ofAllocators());
        return cases;
    }

    private static List<ArenaCase> content() {
        return List.of(
                ArenaCase.of("empty segments have addresses of their own", arena -> {
                    Set<Long> addresses = new HashSet<>();
                    for (int i = 0; i < 100; i++) {
                        addresses.add(arena.allocate(0).address());
                    }
                    return addresses.size() + " " + addresses.contains(0L);
                }),
                ArenaCase.of("segments lie apart and keep what was written", arena -> {
                    List<MemorySegment> segments = new ArrayList<>();
                    for (int i = 0; i < MANY; i++) {
                        segments.add(arena.allocate(i % 300 + 1, 1L << i % 7).fill((byte) i));
                    }
                    return LongStream.range(0, MANY).filter(i -> !isFilled(segments.get((int) i), (byte) i)).count();
                }),
                new ArenaCase("zero again after others have written", arenas -> {
                    long dirty = 0;
                    for (int i = 0; i < 200; i++) {
                        ArenaCase.Outcomes use = arena -> {
                            long found = 0;
                            for (int size = 1; size < 6_000; size += 700) {
                                MemorySegment segment = arena.allocate(size);
                                found += isZero(segment) ? 0 : 1;
                                segment.fill((byte) 0xA5);
                            }
                            return found;
                        };
                        dirty += (Long) ArenaCase.of("", use).body().run(arenas);
                    }
                    return dirty;
                }),
                ArenaCase.of("all of a segment can be used", arena -> {
                    MemorySegment segment = arena.allocate(1_001, 1);
                    segment.set(JAVA_BYTE, 1_000, (byte) 7);
                    return segment.get(JAVA_BYTE, 1_000) + Outcome.told(() -> segment.get(JAVA_BYTE, 1_001))
                            .replaceAll("address:\\d+", "");
                }));
    }

    private static List<ArenaCase> ofAllocators() {
        return List.of(
                ArenaCase.of("strings", arena -> arena.allocateFrom("pinfold").getString(0)),
                ArenaCase.of("arrays", arena -> {
                    MemorySegment longs = arena.allocateFrom(JAVA_LONG, 1, 2, 3);
                    return longs.getAtIndex(JAVA_LONG, 2) + " " + longs.address() % 8;
                }),
                ArenaCase.of("a value", arena -> arena.allocateFrom(JAVA_DOUBLE, 2.5).get(JAVA_DOUBLE, 0)),
                ArenaCase.of("layouts", arena -> {
                    MemoryLayout layout = MemoryLayout.structLayout(JAVA_LONG, JAVA_INT).withByteAlignment(64);
                    MemorySegment one = arena.allocate(layout);
                    return one.byteSize() + " " + one.address() % 64 + " " + arena.allocate(JAVA_INT, 10).byteSize();
                }),
                ArenaCase.of("slices of a segment", arena -> {
                    SegmentAllocator slices = SegmentAllocator.slicingAllocator(arena.allocate(128, 16));
                    slices.allocate(100);
                    return Outcome.of(() -> slices.allocate(100));
                }),
                ArenaCase.of("no layout", arena -> Outcome.of(() -> arena.allocate((MemoryLayout) null))),
                ArenaCase.of("no string", arena -> Outcome.of(() -> arena.allocateFrom((String) null))),
                ArenaCase.of("a negative count", arena -> Outcome.of(() -> arena.allocate(JAVA_INT, -1))));
    }

    static boolean isZero(MemorySegment segment) {
        return isFilled(segment, (byte) 0);
    }

    private static boolean isFilled(MemorySegment segment, byte value) {
        for (long i = 0; i < segment.byteSize(); i++) {
            if (segment.get(JAVA_BYTE, i) != value) {
                return false;
            }
        }
        return true;
    }
}
