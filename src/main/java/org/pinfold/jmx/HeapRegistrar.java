package org.pinfold.jmx;

import org.pinfold.Heap;

/**
 * Calls {@link HeapMBeans#registerAll} as it is made. So a console in another process can have that done by the server
 * of beans, {@code createMBean("org.pinfold.jmx.HeapRegistrar", …)}, in a program that did not think of it. It need not
 * stay: the beans of heaps do.
 */
public final class HeapRegistrar implements HeapRegistrarMBean {
    /** Registers all heaps that are open, and each that is made from now on. */
    public HeapRegistrar() {
        HeapMBeans.registerAll();
    }

    @Override
    public int getOpenHeaps() {
        return Heap.openHeaps().size();
    }
}
