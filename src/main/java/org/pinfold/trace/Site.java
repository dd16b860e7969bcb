package org.pinfold.trace;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A place in the code, by the frames that lead there. Of a heap's {@link Sites} each place is one object, so that sites
 * are compared by identity.
 */
public final class Site {
    /** Stands for all places for which there was no room, or no time to look. */
    public static final Site UNKNOWN = new Site(List.of());

    private static final int FRAMES_TOLD = 4;

    private final List<StackTraceElement> frames;

    Site(List<StackTraceElement> frames) {
        this.frames = frames;
    }

    /** The frames, the one that called the library first; none if the site is unknown. */
    public List<StackTraceElement> frames() {
        return frames;
    }

    /** The first frames, on one line. */
    @Override
    public String toString() {
        return text(frames);
    }

    /** The first of these frames, on one line. */
    public static String text(List<StackTraceElement> frames) {
        return frames.isEmpty() ? "an unknown place" : frames.stream().limit(FRAMES_TOLD)
                .map(StackTraceElement::toString).collect(Collectors.joining(" < "));
    }
}
