package org.pinfold.jmx;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinfold.Heap;
import org.pinfold.HeapMap;
import org.pinfold.HeapMisuseException;
import org.pinfold.HeapStats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HeapMBeansTest {
    private static final int LIMIT = 16 << 20;
    private static final long PATIENCE_NANOS = 40_000_000_000L;
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    @AfterEach
    void unregister() {
        HeapMBeans.unregisterAll();
    }

    private static Heap.Builder named(String name) {
        return Heap.builder().limit(LIMIT).maintenance(false).name(name);
    }

    private static HeapMXBean bean(Heap heap) {
        return JMX.newMXBeanProxy(SERVER, HeapMBeans.register(heap), HeapMXBean.class);
    }

    private static boolean isRegistered(Heap heap) {
        return SERVER.isRegistered(HeapMBeans.nameOf(heap));
    }

    @Test
    void attributesAreTheHeapsFigures() {
        try (Heap heap = named("figures").build()) {
            HeapMXBean bean = bean(heap);
            heap.malloc(1_000);
            heap.malloc(100_000);
            heap.free(heap.malloc(64));
            HeapStats stats = heap.stats();
            assertEquals("figures", bean.getName());
            assertEquals(heap.backing().name(), bean.getBacking());
            assertEquals(LIMIT, bean.getLimitBytes());
            assertEquals(stats.reservedBytes(), bean.getReservedBytes());
            assertEquals(stats.committedBytes(), bean.getCommittedBytes());
            assertEquals(stats.residentBytes().orElse(-1), bean.getResidentBytes());
            assertEquals(stats.hugePageBytes().orElse(-1), bean.getHugePageBytes());
            assertEquals(stats.liveBytes(), bean.getLiveBytes());
            assertTrue(bean.getLiveBytes() >= 101_000);
            assertEquals(stats.cachedBytes(), bean.getCachedBytes());
            assertTrue(bean.getCachedBytes() >= 64);
            assertTrue(bean.getFreeBytes() > 0);
            assertTrue(bean.getMetadataBytes() > 0);
            assertEquals(0, bean.getPurgedBytes());
            assertEquals(0, bean.getRetiringSuperslabs());
            assertEquals(3, bean.getSlabs());
            assertTrue(bean.getSystemCalls() >= stats.systemCalls().total());
        }
    }

    /** Whatever the interface has, a console can read. */
    @Test
    void everyAttributeCanBeRead() throws Exception {
        try (Heap heap = named("read").build()) {
            ObjectName name = HeapMBeans.register(heap);
            String[] attributes = Arrays.stream(SERVER.getMBeanInfo(name).getAttributes())
                    .map(MBeanAttributeInfo::getName).toArray(String[]::new);
            assertEquals(17, attributes.length);
            assertEquals(attributes.length, SERVER.getAttributes(name, attributes).size());
            assertEquals(new Attribute("Name", "read"), SERVER.getAttributes(name, new String[] {"Name"}).get(0));
        }
    }

    @Test
    void operationsDoWhatTheHeapDoes() {
        try (Heap heap = named("operations").build()) {
            HeapMXBean bean = bean(heap);
            heap.free(heap.malloc(1_000));
            long committed = bean.getCommittedBytes();
            assertTrue(committed > 0);
            assertEquals(committed, bean.trim());
            assertEquals(0, bean.getCommittedBytes());
            long block = heap.malloc(1_000);
            assertTrue(bean.audit().startsWith("Clean: 1 slabs"), bean::audit);
            assertTrue(bean.statistics().contains("1 blocks live"), bean::statistics);
            assertTrue(bean.leaks().contains("no leak tracking"), bean::leaks);
            heap.free(block);
        }
        try (Heap tracked = named("tracked").leakTracking(1).onLeak(report -> { }).build()) {
            tracked.malloc(48);
            assertTrue(bean(tracked).leaks().contains("48 bytes in 1 blocks"));
        }
    }

    /** What a console gets is what the heap tells, through the server's types and back. */
    @Test
    void figuresAndMapsArriveAsTheyWere() {
        try (Heap heap = named("mapped").build()) {
            HeapMXBean bean = bean(heap);
            heap.malloc(1_000);
            heap.malloc(10_000_000);
            heap.free(heap.malloc(64));
            HeapMap map = heap.map();
            assertEquals(map, bean.map());
            assertEquals(4, map.superslabs().size());
            assertEquals(map.caches(), bean.caches());
            assertEquals(1, map.caches().size());
            HeapFigures figures = bean.figures();
            HeapStats stats = heap.stats();
            assertEquals(stats.classes(), figures.classes());
            assertEquals(stats.liveBytes(), figures.liveBytes());
            assertEquals(stats.cachedBytes(), figures.cachedBytes());
            assertEquals(bean.getFreeBytes(), figures.freeBytes());
            assertEquals(stats.committedBytes(), figures.committedBytes());
            assertEquals(stats.residentBytes().orElse(-1), figures.residentBytes());
            assertEquals(heap.backing().name(), figures.backing());
            assertEquals(LIMIT, figures.limitBytes());
            assertEquals(0, figures.misuses());
        }
    }

    /** As a console in another process has it done. */
    @Test
    void aConsoleCanHaveAllRegistered() throws Exception {
        ObjectName registrar = new ObjectName("org.pinfold:type=Registrar");
        try (Heap before = named("thought of by nobody").build()) {
            SERVER.createMBean("org.pinfold.jmx.HeapRegistrar", registrar);
            assertTrue((Integer) SERVER.getAttribute(registrar, "OpenHeaps") > 0);
            SERVER.unregisterMBean(registrar);
            assertTrue(isRegistered(before));
            try (Heap after = named("later").build()) {
                assertTrue(isRegistered(after));
            }
        }
    }

    @Test
    void misuseIsCounted() {
        try (Heap heap = named("misused").build()) {
            HeapMXBean bean = bean(heap);
            assertEquals(Map.of(), bean.getMisuseCounts());
            long block = heap.malloc(100);
            heap.free(block);
            assertThrows(HeapMisuseException.class, () -> heap.free(block));
            assertEquals(1, bean.getMisuseCount());
            assertEquals(Map.of("DOUBLE_FREE", 1L), bean.getMisuseCounts());
            assertTrue(bean.misuses().contains("DOUBLE_FREE"), bean::misuses);
        }
    }

    @Test
    void aBeanGoesWithItsHeap() {
        Heap heap = named("gone").build();
        ObjectName name = HeapMBeans.register(heap);
        assertEquals(name, HeapMBeans.register(heap));
        assertTrue(SERVER.isRegistered(name));
        heap.close();
        assertFalse(SERVER.isRegistered(name));
        assertThrows(IllegalStateException.class, () -> HeapMBeans.register(heap));
        assertFalse(SERVER.isRegistered(name));
    }

    @Test
    void allAreRegisteredUntilNoneIs() {
        Heap before = named("before").build();
        HeapMBeans.registerAll();
        Heap after = named("after").build();
        assertTrue(isRegistered(before) && isRegistered(after));
        before.close();
        assertFalse(isRegistered(before));
        HeapMBeans.unregisterAll();
        assertFalse(isRegistered(after));
        after.close();
        try (Heap later = named("later").build()) {
            assertFalse(isRegistered(later));
        }
    }

    @Test
    void aBeanOfAHeapThatNobodyReachesSaysSoAndGoes() {
        ObjectName name = HeapMBeans.register(named("left").build());
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!isLeft(name)) {
            assertTrue(System.nanoTime() < end, "the heap is still there");
            System.gc();
        }
        try (Heap other = named("other").build()) {
            HeapMBeans.register(other);
            assertFalse(SERVER.isRegistered(name));
        }
    }

    private static boolean isLeft(ObjectName name) {
        try {
            SERVER.getAttribute(name, "LimitBytes");
            return false;
        } catch (RuntimeMBeanException e) {
            return e.getCause().getMessage().contains("nobody can reach");
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void namesAreQuotedWhereTheyHaveToBe() {
        try (Heap heap = named("a,b=*").build()) {
            HeapMXBean bean = bean(heap);
            assertEquals("a,b=*", bean.getName());
            assertEquals("a,b=*", ObjectName.unquote(HeapMBeans.nameOf(heap).getKeyProperty("name")));
        }
    }
}
