package org.pinfold.tools.bench;

import org.pinfold.tools.peer.Peers;

/**
 * What was measured beside Pinfold, or Pinfold, or the empty loop.
 *
 * @param name unique, as users ask for it
 * @param family how it is called
 * @param empty the name of the empty loop of the same language and kind of block, which is subtracted
 * @param identity what ran, established by looking: the library's file, the class and its options
 */
public record Contender(String name, Family family, String empty, String identity) {
    /** How an allocator is called. */
    public enum Family {
        /** Pinfold, by address, by segment or by Netty's buffers. */
        PINFOLD,
        /** A C program with the allocator in it. */
        C,
        /** A C allocator called from Java. */
        LINKED,
        /** What Java programs have otherwise. */
        JAVA,
        /** No allocator: the loop with the writes to its blocks. */
        EMPTY;

        /** That of one of the {@link Peers}. */
        public static Family ofPeer(String name) {
            return switch (name) {
                case Peers.EMPTY, Peers.EMPTY_ADDRESSES, Peers.EMPTY_OBJECTS -> EMPTY;
                case Peers.PINFOLD, Peers.PINFOLD_EXACT, Peers.PINFOLD_HARDENED, Peers.PINFOLD_SEGMENTS,
                        Peers.PINFOLD_ZEROED, Peers.PINFOLD_NETTY -> PINFOLD;
                case "glibc", "mimalloc", "jemalloc", "tcmalloc", "lwjgl-mimalloc", "lwjgl-jemalloc",
                        "lwjgl-rpmalloc" -> LINKED;
                default -> JAVA;
            };
        }
    }
}
