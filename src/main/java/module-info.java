/** Pinfold: an off-heap memory allocator, lock-free, thread-caching and checked. */
module org.pinfold {
    /* For users of org.pinfold.netty alone. */
    requires static transitive io.netty.buffer;
    requires static transitive io.netty.common;

    exports org.pinfold;
    exports org.pinfold.netty;
}
