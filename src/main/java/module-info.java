/** Pinfold: an off-heap memory allocator, lock-free, thread-caching and checked. */
// Micrometer has a name as a module, and no descriptor.
@SuppressWarnings("requires-automatic")
module org.pinfold {
    // Each for its own package alone; who does not use that need not have it. So none that is not the JDK's may be
    // transitive: javac looks for those of whoever requires this module.
    requires static io.netty.buffer;
    requires static io.netty.common;
    requires static transitive java.management;
    requires static transitive jdk.jfr;
    requires static micrometer.core;
    requires static org.apache.arrow.memory.core;

    exports org.pinfold;
    exports org.pinfold.arrow;
    exports org.pinfold.jfr;
    exports org.pinfold.jmx;
    exports org.pinfold.micrometer;
    exports org.pinfold.netty;
}
