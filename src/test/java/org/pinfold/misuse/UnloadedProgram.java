package org.pinfold.misuse;

import java.util.List;
import org.pinfold.Backing;
import org.pinfold.Heap;

/** A program that brings a library of its own: to be loaded with it by a class loader of its own. */
public final class UnloadedProgram implements Runnable {
    private final boolean closes;
    private final Backing backing;

    /** A program that closes its heap, or leaves it open. */
    public UnloadedProgram(boolean closes, String backing) {
        this.closes = closes;
        this.backing = Backing.valueOf(backing);
    }

    @Override
    public void run() {
        Heap heap = Heap.builder().limit(Setup.LIMIT).backing(backing).onPressure(bytes -> false).build();
        Runnable use = () -> Operations.on(heap).values().forEach(Runnable::run);
        for (Thread user : List.of(new Thread(use), Thread.ofVirtual().unstarted(use))) {
            user.start();
            try {
                user.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        use.run();
        heap.allocate(100, 16);
        if (closes) {
            heap.close();
        }
    }
}
