package org.pinfold.misuse;

/** A thread group of a class of its own, as programs have them that handle what their threads do not catch. */
public final class UnloadedGroup extends ThreadGroup {
    /** Within the group of the calling thread. */
    public UnloadedGroup() {
        super("a program's");
    }
}
