package org.pinfold.specs.sequential;

/** Threads have numbers of blocks, and memory for more; one block is everybody's to free. */
public class HeapSpecification {
    private final int[] blocks = {0, 1, 1, 1};
    private boolean freed;
    private boolean closed;

    public String malloc(int thread) {
        blocks[thread] += closed ? 0 : 1;
        return unlessClosed("BLOCK");
    }

    public String calloc(int thread) {
        return malloc(thread);
    }

    public String free(int thread) {
        if (blocks[thread] == 0) {
            return "NO BLOCK";
        }
        blocks[thread]--;
        return unlessClosed("FREED");
    }

    public String realloc(int thread) {
        return free(thread).equals("NO BLOCK") ? "NO BLOCK" : malloc(thread);
    }

    public String freeShared(int thread) {
        String answer = freed ? "DOUBLE_FREE" : "FREED";
        freed = true;
        return unlessClosed(answer);
    }

    public String freeInterior(int thread) {
        return blocks[thread] == 0 ? "NO BLOCK" : unlessClosed("INTERIOR_POINTER");
    }

    public String exit(int thread) {
        return "ENDED";
    }

    public String flush(int thread) {
        return unlessClosed("DONE");
    }

    public String trim(int thread) {
        return unlessClosed("DONE");
    }

    public String close(int thread) {
        closed = true;
        return "DONE";
    }

    private String unlessClosed(String answer) {
        return closed ? "CLOSED" : answer;
    }
}
