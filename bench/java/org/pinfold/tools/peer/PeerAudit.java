package org.pinfold.tools.peer;

import java.util.List;

/** What an allocator says of itself once a replay has freed every block. */
public record PeerAudit(boolean clean, long liveBlocks, List<String> problems) {
    public PeerAudit {
        problems = List.copyOf(problems);
    }

    /** Whether the allocator's books are in order and hold no block. */
    public boolean passed() {
        return clean && liveBlocks == 0;
    }
}
