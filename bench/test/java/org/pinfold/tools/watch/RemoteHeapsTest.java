package org.pinfold.tools.watch;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinfold.Heap;
import org.pinfold.jmx.HeapMBeans;
import org.pinfold.jmx.HeapMXBean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What beans answer, without a process around them. */
class RemoteHeapsTest {
    private static final Target HERE = new Target(ProcessHandle.current().pid());

    /** What an earlier version tells. */
    public interface OlderMXBean {
        String getName();
    }

    @AfterEach
    void unregister() {
        HeapMBeans.unregisterAll();
    }

    @Test
    void anotherVersionIsToldAsThat() throws Exception {
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        OlderMXBean older = () -> "old";
        server.registerMBean(new StandardMBean(older, OlderMXBean.class, true),
                new ObjectName("org.pinfold:type=Heap,name=old"));
        RemoteHeaps heaps = new RemoteHeaps(server, HERE);
        String message = assertThrows(TargetException.class, () -> heaps.ask(HeapMXBean::figures)).getMessage();
        assertTrue(message.contains("has another version of Pinfold than these tools"), message);
        assertEquals(Map.of("old", "old"), heaps.ask(HeapMXBean::getName), "what both know can be asked");
    }

    @Test
    void aHeapThatIsClosedMeanwhileIsLeftOut() throws Exception {
        RemoteHeaps heaps = new RemoteHeaps(ManagementFactory.getPlatformMBeanServer(), HERE);
        Heap closing = Heap.builder().limit(8 << 20).name("closing").build();
        try (Heap odd = Heap.builder().limit(8 << 20).name("odd,=*").build()) {
            assertTrue(heaps.register());
            assertTrue(heaps.names().contains("odd,=*"));
            Map<String, String> names = heaps.ask(bean -> {
                closing.close();
                return bean.figures().backing();
            });
            assertFalse(names.containsKey("closing"));
            assertEquals(odd.backing().name(), names.get("odd,=*"));
            assertEquals(Optional.empty(), heaps.ask("closing", HeapMXBean::figures));
            heaps.require(null);
            heaps.require("odd,=*");
            String message = assertThrows(TargetException.class, () -> heaps.require("closing")).getMessage();
            assertTrue(message.contains("has no heap 'closing': give one of "), message);
        }
    }
}
