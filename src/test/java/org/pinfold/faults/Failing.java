package org.pinfold.faults;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How a call fails, where it can fail so. */
public enum Failing {
    /** ENOMEM: memory, mappings or what may be locked are used up. */
    NO_MEMORY(12, Call.MMAP, Call.MUNMAP, Call.ADVISE, Call.POPULATE, Call.MPROTECT, Call.MLOCK, Call.MUNLOCK,
            Call.RESERVE, Call.COMMIT, Call.GUARD, Call.UNGUARD),
    /** EAGAIN: the kernel is short of something for the moment. */
    TRY_AGAIN(11, Call.MMAP, Call.ADVISE, Call.PURGE, Call.MINCORE, Call.MLOCK, Call.GIVE_BACK, Call.ASK),
    /** EINVAL: an older kernel, one without huge pages, or pages that somebody else has locked. */
    INVALID(22, Call.ADVISE, Call.POPULATE, Call.PURGE, Call.GIVE_BACK),
    /** EPERM: a policy of the system does not allow it. */
    FORBIDDEN(1, Call.MMAP, Call.MUNMAP, Call.ADVISE, Call.POPULATE, Call.PURGE, Call.MPROTECT, Call.MINCORE,
            Call.MLOCK, Call.MUNLOCK, Call.RESERVE, Call.COMMIT, Call.GIVE_BACK, Call.GUARD,
            Call.UNGUARD, Call.ASK),
    /** Done for the first half, then ENOMEM. */
    HALF_DONE(12, Call.POPULATE, Call.PURGE, Call.MPROTECT, Call.MLOCK, Call.COMMIT, Call.GIVE_BACK),
    /** Answered as if it were done. */
    IGNORED(0, Call.ADVISE);

    private final int errno;
    private final Set<Call> calls;

    Failing(int errno, Call... calls) {
        this.errno = errno;
        this.calls = EnumSet.copyOf(List.of(calls));
    }

    /** What the system answers. */
    public int errno() {
        return errno;
    }

    /** Whether a call of this kind can fail so. */
    public boolean applies(Call call) {
        return calls.contains(call);
    }

    /** Whether memory is short: the user is told so, as of any other shortage. */
    public boolean isShortage() {
        return this != FORBIDDEN;
    }

    /** All ways in which a call of this kind can fail. */
    static List<Failing> of(Call call) {
        return Stream.of(values()).filter(way -> way.applies(call)).toList();
    }
}
