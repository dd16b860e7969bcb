package org.pinfold.trace;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The places in the code that were seen, each once: {@value #MOST} of them, later ones are {@link Site#UNKNOWN} and
 * counted.
 *
 * <p>Places are compared by class, method and bytecode index, which a walk has at hand; line numbers, which take longer
 * to find, are looked up for a place that is new. Names are kept, no classes: these may be unloaded.
 *
 * <p>Any thread may call any method. Lock-free.
 */
public final class Sites {
    /** How many places are told apart. */
    static final int MOST = 1 << 12;
    /** How many frames of a stack are looked at. */
    static final int DEPTH = 16;
    /** About what a place costs on the Java heap. */
    private static final int SITE_BYTES = 2_000;

    private static final StackWalker WALKER = StackWalker.getInstance(Set.of(), DEPTH);

    private final Predicate<String> own;
    private final Registry<List<Call>, Site> known = new Registry<>(MOST);
    private final AtomicLong overflows = new AtomicLong();

    /** What a frame is known by. */
    private record Call(String type, String method, int index) {
        static Call of(StackFrame frame) {
            return new Call(frame.getClassName(), frame.getMethodName(), frame.getByteCodeIndex());
        }
    }

    /** Sites without their first frames, as long as these are of classes for whose names {@code own} holds. */
    public Sites(Predicate<String> own) {
        this.own = own;
    }

    /** The place that has called the library. */
    public Site here() {
        List<StackFrame> frames = WALKER.walk(all -> all.dropWhile(frame -> own.test(frame.getClassName()))
                .limit(DEPTH).toList());
        Site site = known.of(frames.stream().map(Call::of).toList(),
                () -> new Site(frames.stream().map(StackFrame::toStackTraceElement).toList()));
        if (site == null) {
            overflows.incrementAndGet();
            return Site.UNKNOWN;
        }
        return site;
    }

    /** How often there was no room for another place. */
    public long overflows() {
        return overflows.get();
    }

    /** What the places cost on the Java heap, about, in bytes. */
    public long metadataBytes() {
        return known.metadataBytes() + (long) known.size() * SITE_BYTES;
    }
}
