package org.pinfold.tools.peer;

/** An allocator that cannot be run here; the message is the reason and, where there is one, the remedy. */
public final class PeerMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PeerMissingException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
