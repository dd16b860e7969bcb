package org.pinfold.arena;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** Who may do what. */
final class ThreadCases {
    private static final int THREADS = 4;
    private static final int SEGMENTS = 2_000;

    private ThreadCases() {
    }

    static List<ArenaCase> all() {
        return List.of(
                ArenaCase.of("another thread reads", arena -> {
                    MemorySegment segment = arena.allocate(8);
                    return Outcome.elsewhere(() -> segment.get(JAVA_BYTE, 0));
                }),
                ArenaCase.of("another thread reads a buffer", arena -> {
                    MemorySegment segment = arena.allocate(8);
                    return Outcome.elsewhere(() -> segment.asByteBuffer().get(0));
                }),
                ArenaCase.of("another thread allocates",
                        arena -> Outcome.elsewhere(() -> arena.allocate(8).byteSize())),
                ArenaCase.of("another thread allocates much",
                        arena -> Outcome.elsewhere(() -> arena.allocate(1 << 20).byteSize())),
                ArenaCase.of("another thread asks for what cannot be",
                        arena -> Outcome.elsewhere(() -> Outcome.of(() -> arena.allocate(-1)))),
                ArenaCase.of("another thread closes", arena -> Outcome.elsewhere(() -> {
                    arena.close();
                    return "closed";
                }) + arena.scope().isAlive()),
                ArenaCase.of("another thread closes what is closed", arena -> {
                    ArenaCase.end(arena);
                    return Outcome.elsewhere(() -> {
                        arena.close();
                        return "closed";
                    });
                }),
                ArenaCase.of("another thread uses what is closed", arena -> {
                    MemorySegment segment = arena.allocate(8);
                    ArenaCase.end(arena);
                    return Outcome.elsewhere(() -> segment.get(JAVA_BYTE, 0))
                            + Outcome.elsewhere(() -> arena.allocate(8).byteSize());
                }),
                ArenaCase.of("who may access", arena -> {
                    MemorySegment segment = arena.allocate(8);
                    Thread other = Thread.ofPlatform().unstarted(() -> { });
                    return segment.isAccessibleBy(Thread.currentThread()) + " " + segment.isAccessibleBy(other);
                }),
                new ArenaCase("a virtual thread", arenas -> {
                    AtomicReference<String> outcome = new AtomicReference<>();
                    Thread.ofVirtual().start(() -> outcome.set(Outcome.told(() -> {
                        Arena arena = arenas.get();
                        MemorySegment segment = arena.allocate(100);
                        ArenaCase.end(arena);
                        return segment.byteSize() + Outcome.told(() -> segment.get(JAVA_BYTE, 0));
                    }))).join();
                    return outcome.get();
                }),
                ArenaCase.of("threads allocate side by side", ThreadCases::sideBySide));
    }

    /** Each writes its number all over its segments; in a confined arena they are all refused. */
    private static Object sideBySide(Arena arena) throws InterruptedException {
        CountDownLatch begin = new CountDownLatch(THREADS);
        List<Thread> threads = new ArrayList<>();
        List<AtomicReference<String>> outcomes = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i + 1;
            AtomicReference<String> outcome = new AtomicReference<>();
            outcomes.add(outcome);
            threads.add(Thread.ofPlatform().start(() -> outcome.set(Outcome.told(() -> {
                begin.countDown();
                begin.await();
                return strangers(arena, number);
            }))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return outcomes.stream().map(AtomicReference::get).toList();
    }

    private static long strangers(Arena arena, int number) {
        List<MemorySegment> own = new ArrayList<>();
        long dirty = 0;
        for (int i = 0; i < SEGMENTS; i++) {
            MemorySegment segment = arena.allocate(8L + i % 5 * 8, 8);
            dirty += AllocationCases.isZero(segment) ? 0 : 1;
            for (long at = 0; at < segment.byteSize(); at += 8) {
                segment.set(JAVA_LONG, at, number);
            }
            own.add(segment);
        }
        for (MemorySegment segment : own) {
            for (long at = 0; at < segment.byteSize(); at += 8) {
                dirty += segment.get(JAVA_LONG, at) == number ? 0 : 1;
            }
        }
        return dirty;
    }
}
