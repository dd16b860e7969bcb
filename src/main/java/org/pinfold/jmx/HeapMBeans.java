package org.pinfold.jmx;

import java.lang.management.ManagementFactory;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.pinfold.Heap;
import org.pinfold.HeapListener;

/**
 * Registers heaps with the platform's server of management beans, as {@code org.pinfold:type=Heap,name=…}, each a
 * {@link HeapMXBean}. A bean goes when its heap is closed. Beans do not keep their heaps, but the server keeps the
 * classes of the beans: a program whose classes are to be unloaded calls {@link #unregisterAll} or closes its heaps.
 *
 * <p>Any thread may call any method.
 */
public final class HeapMBeans {
    /** Names that the server's syntax does not give another meaning. */
    private static final String PLAIN = "[^,=:\"*?\\s]+";
    /** The computation of an element registers and unregisters, so that map and server agree. */
    private static final ConcurrentMap<ObjectName, HeapBean> BEANS = new ConcurrentHashMap<>();
    private static final AtomicBoolean LISTENING = new AtomicBoolean();
    private static volatile boolean all;
    private static final HeapListener LISTENER = new HeapListener() {
        @Override
        public void opened(Heap heap) {
            if (all) {
                put(heap);
            }
        }

        @Override
        public void closed(Heap heap) {
            remove(heap);
        }
    };

    private HeapMBeans() {
    }

    /**
     * Registers a heap; one that is registered already stays so.
     *
     * @param heap an open heap
     * @return the name of its bean
     * @throws IllegalStateException if the heap is closed, or somebody else has a bean of this name
     */
    public static ObjectName register(Heap heap) {
        listen();
        ObjectName name = put(heap);
        if (!BEANS.containsKey(name)) {
            throw new IllegalStateException("the heap " + heap.name() + " is closed: register open heaps");
        }
        return name;
    }

    /** Registers all heaps that are open, and each that is made from now on. */
    public static void registerAll() {
        all = true;
        listen();
        Heap.openHeaps().forEach(HeapMBeans::put);
    }

    /** Unregisters all heaps, and registers none by itself any more. */
    public static void unregisterAll() {
        all = false;
        if (LISTENING.compareAndSet(true, false)) {
            Heap.removeListener(LISTENER);
        }
        BEANS.keySet().forEach(name -> BEANS.computeIfPresent(name, (key, bean) -> unregistered(key)));
    }

    /**
     * Tells what the bean of a heap is called, registered or not.
     *
     * @param heap any
     * @return {@code org.pinfold:type=Heap,name=…}, the name in quotes where it has to be
     */
    public static ObjectName nameOf(Heap heap) {
        String name = heap.name().matches(PLAIN) ? heap.name() : ObjectName.quote(heap.name());
        try {
            return new ObjectName("org.pinfold:type=Heap,name=" + name);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void listen() {
        if (LISTENING.compareAndSet(false, true)) {
            Heap.addListener(LISTENER);
        }
    }

    /** The bean of a heap that was closed meanwhile goes again: whoever closes may have come before it was there. */
    private static ObjectName put(Heap heap) {
        removeLeft();
        ObjectName name = nameOf(heap);
        BEANS.compute(name, (key, known) -> known != null && known.isOf(heap) ? known : replaced(key, known, heap));
        if (!Heap.openHeaps().contains(heap)) {
            remove(heap);
        }
        return name;
    }

    private static HeapBean replaced(ObjectName name, HeapBean known, Heap heap) {
        if (known != null) {
            unregistered(name);
        }
        HeapBean bean = new HeapBean(heap);
        try {
            server().registerMBean(bean, name);
        } catch (JMException e) {
            throw new IllegalStateException("no bean for the heap " + heap.name() + ": " + e.getMessage(), e);
        }
        return bean;
    }

    private static void remove(Heap heap) {
        BEANS.computeIfPresent(nameOf(heap), (name, bean) -> bean.isOf(heap) ? unregistered(name) : bean);
    }

    private static void removeLeft() {
        BEANS.forEach((name, bean) -> {
            if (bean.isLeft()) {
                BEANS.computeIfPresent(name, (key, known) -> known == bean ? unregistered(key) : known);
            }
        });
    }

    /** Answers null, for an element that goes. */
    private static HeapBean unregistered(ObjectName name) {
        try {
            server().unregisterMBean(name);
        } catch (InstanceNotFoundException ignored) {
            // Somebody else has unregistered it.
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
        return null;
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }
}
