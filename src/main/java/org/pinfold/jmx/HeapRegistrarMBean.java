package org.pinfold.jmx;

/** What {@link HeapRegistrar} tells. */
public interface HeapRegistrarMBean {
    /**
     * The heaps that are open.
     *
     * @return how many
     */
    int getOpenHeaps();
}
