package org.pinfold.arena;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** Scopes, closing, and what comes after. */
final class LifetimeCases {
    private LifetimeCases() {
    }

    static List<ArenaCase> all() {
        List<ArenaCase> cases = new ArrayList<>();
        cases.add(ArenaCase.of("one scope for all", arena -> {
            MemorySegment segment = arena.allocate(16);
            return segment.scope().equals(arena.scope()) + " " + segment.asSlice(8).scope().equals(arena.scope())
                    + " " + arena.allocate(1 << 20).scope().equals(arena.scope()) + arena.scope().isAlive()
                    + arena.scope().equals(arena.scope());
        }));
        cases.add(new ArenaCase("a scope of its own", arenas -> {
            Arena one = arenas.get();
            Arena other = arenas.get();
            boolean same = one.scope().equals(other.scope());
            ArenaCase.end(one);
            String left = one.scope().isAlive() + " " + other.scope().isAlive();
            ArenaCase.end(other);
            return same + left;
        }));
        cases.add(ArenaCase.of("closing", arena -> Outcome.told(() -> {
            arena.close();
            return arena.scope().isAlive();
        })));
        cases.add(ArenaCase.of("closing twice", arena -> {
            ArenaCase.end(arena);
            return Outcome.told(() -> {
                arena.close();
                return "closed";
            });
        }));
        cases.addAll(afterTheEnd());
        cases.addAll(actions());
        cases.addAll(users());
        return cases;
    }

    /** What is done with a segment whose arena was closed; of one that cannot be, it works. */
    private static ArenaCase late(String name, Use use) {
        return ArenaCase.of(name + " after the end", arena -> {
            MemorySegment segment = arena.allocate(64, 8);
            ByteBuffer buffer = segment.asByteBuffer();
            ArenaCase.end(arena);
            return Outcome.told(() -> use.of(arena, segment, buffer));
        });
    }

    @FunctionalInterface
    private interface Use {
        Object of(Arena arena, MemorySegment segment, ByteBuffer buffer) throws Throwable;
    }

    private static List<ArenaCase> afterTheEnd() {
        return List.of(
                late("get", (arena, segment, buffer) -> segment.get(JAVA_LONG, 0)),
                late("set", (arena, segment, buffer) -> {
                    segment.set(JAVA_BYTE, 63, (byte) 1);
                    return "set";
                }),
                late("fill", (arena, segment, buffer) -> segment.fill((byte) 1).byteSize()),
                late("copy from it", (arena, segment, buffer) ->
                        MemorySegment.ofArray(new byte[64]).copyFrom(segment).byteSize()),
                late("copy to it", (arena, segment, buffer) ->
                        segment.copyFrom(MemorySegment.ofArray(new byte[64])).byteSize()),
                late("mismatch", (arena, segment, buffer) ->
                        segment.mismatch(MemorySegment.ofArray(new byte[64]))),
                late("toArray", (arena, segment, buffer) -> segment.toArray(JAVA_BYTE).length),
                late("getString", (arena, segment, buffer) -> segment.getString(0)),
                late("slice", (arena, segment, buffer) -> segment.asSlice(8, 8).byteSize()),
                late("read of a slice", (arena, segment, buffer) -> segment.asSlice(8, 8).get(JAVA_BYTE, 0)),
                late("read-only view", (arena, segment, buffer) -> segment.asReadOnly().get(JAVA_BYTE, 0)),
                late("buffer of before", (arena, segment, buffer) -> buffer.get(0)),
                late("new buffer", (arena, segment, buffer) -> segment.asByteBuffer().get(0)),
                late("reinterpret", (arena, segment, buffer) -> segment.reinterpret(8).get(JAVA_BYTE, 0)),
                late("reinterpret for it", (arena, segment, buffer) ->
                        MemorySegment.ofAddress(8).reinterpret(8, arena, null).byteSize()),
                late("isLoaded", (arena, segment, buffer) -> segment.isLoaded()),
                late("allocate", (arena, segment, buffer) -> arena.allocate(8).byteSize()),
                late("allocate nothing", (arena, segment, buffer) -> arena.allocate(0).byteSize()),
                late("allocate much", (arena, segment, buffer) -> arena.allocate(1 << 20).byteSize()),
                late("allocateFrom", (arena, segment, buffer) -> arena.allocateFrom("x").byteSize()),
                late("scope", (arena, segment, buffer) ->
                        arena.scope().isAlive() + " " + segment.scope().equals(arena.scope())),
                late("accessibility", (arena, segment, buffer) ->
                        segment.isAccessibleBy(Thread.currentThread())),
                ArenaCase.of("a refused size after the end", arena -> {
                    ArenaCase.end(arena);
                    return Outcome.of(() -> arena.allocate(-1));
                }));
    }

    private static List<ArenaCase> actions() {
        return List.of(
                ArenaCase.of("an action runs once, at the end", arena -> {
                    AtomicInteger runs = new AtomicInteger();
                    MemorySegment own = arena.allocate(8).reinterpret(8, arena, ended -> runs.incrementAndGet());
                    String before = runs + " " + own.byteSize();
                    Outcome.told(() -> {
                        arena.close();
                        return "";
                    });
                    Outcome.told(() -> {
                        arena.close();
                        return "";
                    });
                    return before + " " + runs;
                }),
                ArenaCase.of("an action that throws", arena -> {
                    MemorySegment segment = arena.allocate(8);
                    segment.reinterpret(8, arena, ended -> {
                        throw new IllegalArgumentException("first");
                    });
                    segment.reinterpret(8, arena, ended -> {
                        throw new ArithmeticException("second");
                    });
                    return thrown(arena) + arena.scope().isAlive() + Outcome.told(() -> segment.get(JAVA_BYTE, 0));
                }),
                ArenaCase.of("an action that closes once more", arena -> {
                    AtomicReference<String> inner = new AtomicReference<>();
                    arena.allocate(8).reinterpret(8, arena, ended -> inner.set(Outcome.told(() -> {
                        arena.close();
                        return "closed";
                    })));
                    Outcome.told(() -> {
                        arena.close();
                        return "";
                    });
                    return inner.get();
                }),
                ArenaCase.of("an action that is an error", arena -> {
                    arena.allocate(8).reinterpret(8, arena, ended -> {
                        throw new AssertionError("broken");
                    });
                    return Outcome.told(() -> {
                        arena.close();
                        return "closed";
                    }) + arena.scope().isAlive();
                }),
                ArenaCase.of("an action that allocates", arena -> {
                    AtomicReference<String> inner = new AtomicReference<>();
                    arena.allocate(8).reinterpret(8, arena, ended ->
                            inner.set(Outcome.told(() -> arena.allocate(8).byteSize())));
                    Outcome.told(() -> {
                        arena.close();
                        return "";
                    });
                    return inner.get();
                }));
    }

    /** What closing throws, in no order: the JDK promises none. */
    private static String thrown(Arena arena) {
        try {
            arena.close();
            return "closed";
        } catch (RuntimeException e) {
            Set<String> all = new TreeSet<>(Set.of(e.toString()));
            for (Throwable suppressed : e.getSuppressed()) {
                all.add(suppressed.toString());
            }
            return all.toString();
        }
    }

    private static List<ArenaCase> users() {
        return List.of(
                new ArenaCase("no end while native code uses a segment", arenas -> {
                    Arena arena = arenas.get();
                    try {
                        return endWithinNativeCode(arena, arenas);
                    } finally {
                        ArenaCase.end(arena);
                    }
                }),
                ArenaCase.of("a mapping of a file", arena -> {
                    Path file = Files.createTempFile("arena", null);
                    try (FileChannel channel = FileChannel.open(Files.write(file, new byte[] {5}))) {
                        MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, 1, arena);
                        byte read = mapped.get(JAVA_BYTE, 0);
                        ArenaCase.end(arena);
                        return read + Outcome.told(() -> mapped.get(JAVA_BYTE, 0));
                    } finally {
                        Files.delete(file);
                    }
                }),
                ArenaCase.of("an upcall stub", arena -> {
                    MethodHandle answer = MethodHandles.constant(int.class, 42);
                    FunctionDescriptor type = FunctionDescriptor.of(JAVA_INT);
                    MemorySegment stub = Linker.nativeLinker().upcallStub(answer, type, arena);
                    MethodHandle call = Linker.nativeLinker().downcallHandle(stub, type);
                    int answered = (int) call.invokeExact();
                    ArenaCase.end(arena);
                    return answered + Outcome.told(() -> (int) call.invokeExact());
                }));
    }

    /** glibc's {@code bsearch} calls back while it has the segment. What it has nobody else gets afterwards. */
    private static Object endWithinNativeCode(Arena arena, Supplier<Arena> others) throws Throwable {
        Linker linker = Linker.nativeLinker();
        AtomicReference<String> inner = new AtomicReference<>();
        MethodHandle compare = MethodHandles.insertArguments(MethodHandles.lookup().findStatic(LifetimeCases.class,
                "compare", MethodType.methodType(int.class, Arena.class, AtomicReference.class, MemorySegment.class,
                        MemorySegment.class)), 0, arena, inner);
        try (Arena stubs = Arena.ofConfined()) {
            MemorySegment callback = linker.upcallStub(compare,
                    FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS), stubs);
            MethodHandle search = linker.downcallHandle(linker.defaultLookup().findOrThrow("bsearch"),
                    FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS));
            MemorySegment segment = arena.allocate(8, 8);
            MemorySegment found = (MemorySegment) search.invokeExact(segment, segment, 1L, 8L, callback);
            segment.set(JAVA_LONG, 0, 7);
            Arena other = others.get();
            other.allocate(8, 8).set(JAVA_LONG, 0, 9);
            ArenaCase.end(other);
            return inner.get() + (found.address() == segment.address()) + arena.scope().isAlive()
                    + segment.get(JAVA_LONG, 0);
        }
    }

    private static int compare(Arena arena, AtomicReference<String> inner, MemorySegment one, MemorySegment other) {
        inner.set(Outcome.told(() -> {
            arena.close();
            return "closed";
        }));
        return Long.compare(one.address(), other.address());
    }
}
