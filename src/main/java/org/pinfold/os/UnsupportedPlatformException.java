package org.pinfold.os;

/** Thrown where memory is asked of a platform for which there is no implementation. */
public final class UnsupportedPlatformException extends UnsupportedOperationException {
    private static final long serialVersionUID = 1L;

    UnsupportedPlatformException(String name, String architecture) {
        super("mapped memory is implemented for Linux on x86-64 and AArch64, this is " + name + " on " + architecture
                + ": ask for Backing.ARENA, which runs everywhere");
    }
}
