package org.pinfold.faults;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.pinfold.ExperimentalHeaps;
import org.pinfold.Heap;
import org.pinfold.heap.Passes;

/** What a user does to a heap whose system calls fail. */
enum CallScenario {
    SMALL {
        @Override
        void play(User user) {
            for (int bytes = 16; bytes <= 1024; bytes *= 2) {
                user.malloc(bytes, 100);
            }
            user.thin();
            user.heap().flushThreadCache();
            user.malloc(100, 100);
            user.heap().trim();
        }
    },
    MID {
        @Override
        void play(User user) {
            for (int bytes = 8 << 10; bytes <= 64 << 10; bytes += 8 << 10) {
                user.malloc(bytes, 6);
            }
            user.thin();
            user.calloc(60_000);
            user.heap().trim();
            user.malloc(20_000, 20);
        }
    },
    LARGE {
        @Override
        void play(User user) {
            for (int bytes = 100_000; bytes < 4 << 20; bytes *= 2) {
                user.malloc(bytes, 2);
                user.free();
            }
            user.heap().flushThreadCache();
            user.calloc(3 << 20);
        }
    },
    HUGE {
        @Override
        void play(User user) {
            user.malloc(5 << 20);
            user.calloc(9 << 20);
            user.free();
            user.aligned(8 << 20, 6 << 20);
            user.heap().trim();
            user.freeAll();
            user.calloc(20 << 20);
        }
    },
    GROWING {
        @Override
        void play(User user) {
            user.malloc(100);
            for (int bytes = 1000; bytes < 12 << 20; bytes *= 3) {
                user.realloc(bytes);
            }
            user.realloc(6 << 20);
            user.realloc(200_000);
            user.realloc(100);
        }
    },
    ZEROED {
        @Override
        void play(User user) {
            for (int round = 0; round < 3; round++) {
                user.calloc(200);
                user.calloc(40_000);
                user.calloc(1 << 20);
                user.malloc(3000, 100);
                user.free(101);
                user.heap().trim();
            }
        }
    },
    ALIGNED {
        @Override
        void play(User user) {
            for (int alignment = 32; alignment <= 4 << 20; alignment *= 4) {
                user.aligned(alignment, 3000);
            }
            user.aligned(16 << 20, 1 << 20);
        }
    },
    SUPERSLABS {
        @Override
        void play(User user) {
            user.malloc(250_000, 60);
            user.free(40);
            user.heap().trim();
            user.malloc(1000, 500);
            user.freeAll();
            user.heap().trim();
        }
    },
    /** The limit is raised beyond what there are addresses for at first. */
    ANOTHER_RESERVATION {
        @Override
        Heap.Builder options() {
            return Heap.builder().limit(8 << 20);
        }

        @Override
        void play(User user) {
            user.malloc(4 << 20, 2);
            user.heap().setLimit(MOST);
            user.malloc(4 << 20, 5);
            user.free(3);
            user.malloc(9 << 20);
        }
    },
    /** Pages of free units and of free blocks go back inside superslabs in use. */
    PASSES {
        @Override
        void play(User user) {
            user.malloc(8 << 10, 60);
            user.malloc(700_000, 3);
            user.thin();
            user.heap().flushThreadCache();
            for (int pass = 0; pass < 3; pass++) {
                Passes.make(ExperimentalHeaps.core(user.heap()));
            }
            user.calloc(700_000);
            user.calloc(8 << 10);
            user.freeAll();
            user.heap().trim();
        }
    },
    PREWARMED {
        @Override
        void play(User user) {
            user.prewarm(10_000, 600);
            user.malloc(10_000, 50);
            user.prewarm(2 << 20, 3);
        }
    },
    /** More than the limit allows, again and again, with somebody who makes room. */
    LIMIT {
        @Override
        void play(User user) {
            user.malloc(1 << 20, 40);
            user.tryMalloc(1 << 20);
            user.free(20);
            user.malloc(500, 200);
            user.malloc(40 << 20);
            user.tryMalloc(MOST);
            user.malloc(5 << 20);
        }
    },
    /** A child is closed with blocks, of whose memory the parent is given zeros. */
    CHILDREN {
        @Override
        void play(User user) {
            user.malloc(5000, 10);
            for (int round = 0; round < 2; round++) {
                try (Heap child = Heap.builder().parent(user.heap()).limit(16 << 20).maintenance(false).build()) {
                    User of = user.of(child);
                    of.malloc(3000, 10);
                    of.malloc(6 << 20);
                    of.free(5);
                    of.check();
                    user.refusedAlso(of);
                }
                user.calloc(6 << 20);
                user.free();
            }
        }
    },
    /** Large blocks get guard pages, which go and come. */
    GUARDED {
        @Override
        Heap.Builder options() {
            return super.options().guardPages(true);
        }

        @Override
        void play(User user) {
            user.malloc(100_000, 3);
            user.calloc(200_000);
            user.aligned(1 << 16, 300_000);
            user.free(2);
            user.malloc(5 << 20);
            user.realloc(6 << 20);
            user.malloc(500, 20);
            user.heap().trim();
        }
    },
    /** What nobody has is zero, whether or not the system has taken the pages. */
    HARDENED {
        @Override
        Heap.Builder options() {
            return super.options().hardened(true);
        }

        @Override
        void play(User user) {
            for (int round = 0; round < 2; round++) {
                user.malloc(1000, 100);
                user.calloc(40_000);
                user.aligned(4096, 3000);
                user.malloc(700_000, 2);
                user.malloc(5 << 20);
                user.thin();
                user.heap().trim();
            }
            user.realloc(6 << 20);
        }

        /** How long freed blocks wait is left to chance. */
        @Override
        boolean isRepeatable() {
            return false;
        }
    },
    LOOKS {
        @Override
        void play(User user) {
            user.malloc(30_000, 100);
            user.heap().stats();
            user.free(50);
            user.heap().audit();
            user.heap().stats();
        }
    },
    /** Each frees half of what another has allocated. */
    THREADS {
        @Override
        void play(User user) {
            List<User> users = List.of(user.of(user.heap()), user.of(user.heap()), user.of(user.heap()));
            together(users, each -> {
                each.malloc(500, 300);
                each.malloc(40_000, 20);
                each.calloc(1 << 20);
                each.thin();
                each.heap().trim();
            });
            user.adopt(users.get(0));
            users.get(0).adopt(users.get(1));
            users.get(1).adopt(users.get(2));
            users.get(2).adopt(user);
            together(users, each -> {
                each.thin();
                each.malloc(3 << 20);
                each.realloc(5 << 20);
                each.heap().flushThreadCache();
            });
            users.forEach(each -> {
                user.adopt(each);
                user.refusedAlso(each);
            });
        }

        @Override
        boolean isRepeatable() {
            return false;
        }
    };

    /** Of what a heap may have open, in bytes. */
    static final int MOST = 32 << 20;

    abstract void play(User user);

    /** Whether it makes the same calls in each run. */
    boolean isRepeatable() {
        return true;
    }

    private static void together(List<User> users, Consumer<User> work) {
        List<CompletableFuture<Void>> done = users.stream().map(each -> {
            CompletableFuture<Void> end = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> {
                try {
                    work.accept(each);
                    end.complete(null);
                } catch (RuntimeException | Error e) {
                    end.completeExceptionally(e);
                }
            });
            return end;
        }).toList();
        done.forEach(CompletableFuture::join);
    }

    /** A heap of which all upkeep is the scenario's. */
    Heap.Builder options() {
        return Heap.builder().limit(MOST);
    }
}
