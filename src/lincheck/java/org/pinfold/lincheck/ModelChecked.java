package org.pinfold.lincheck;

/** What a child VM can be told to check. */
interface ModelChecked {
    /** Model checking alone, which stops at the first scenario that fails; for seeded bugs. */
    void checkOnce();
}
