package org.pinfold.tools.variants;

/** A variant has answered a size that its block does not have. */
public final class WrongSizeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongSizeException(String message) {
        super(message);
    }
}
