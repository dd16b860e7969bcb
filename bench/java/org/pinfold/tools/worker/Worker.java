package org.pinfold.tools.worker;

/** Something that replays one workload against one allocator, on request. */
public interface Worker extends AutoCloseable {

    /** Has {@code action} done and returns the answer to it. */
    <T> T ask(Action action, Class<T> answer) throws WorkerException;

    /** Ends the worker, also one that is at work. */
    @Override
    void close();

    /** Starts workers. */
    @FunctionalInterface
    interface Launcher {
        /** Starts a worker for {@code job}, whose workload uses {@code slots} slots. */
        Worker start(Job job, int slots) throws WorkerException;
    }
}
