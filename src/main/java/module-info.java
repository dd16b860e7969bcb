/** Pinfold: an off-heap memory allocator, lock-free, thread-caching and checked. */
module org.pinfold {
    exports org.pinfold;
}
