package org.pinfold.tools.worker;

/** What a worker can be asked to do with its workload. */
public enum Action {
    /** Replay it checked; the answer is a {@link org.pinfold.tools.replay.CheckResult}. */
    CHECK,
    /** Replay it until it is compiled; the answer is a {@link WarmUp}. */
    WARM_UP,
    /** Replay it once more, timed; the answer is a {@link Round}. */
    ROUND,
    /** Run it once, watching memory; the answer is a {@link org.pinfold.tools.memory.MemoryResult}. */
    MEMORY
}
