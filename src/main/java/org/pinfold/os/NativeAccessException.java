package org.pinfold.os;

/** Thrown where the VM forbids native access to Pinfold; the message names the option that grants it. */
public final class NativeAccessException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NativeAccessException(Throwable cause) {
        super("native access is denied to Pinfold: start the VM with --enable-native-access=" + moduleName()
                + ", or ask for Backing.ARENA, which needs none", cause);
    }

    private static String moduleName() {
        Module module = NativeAccessException.class.getModule();
        return module.isNamed() ? module.getName() : "ALL-UNNAMED";
    }
}
