package org.pinfold.tools.stress.workload;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.pinfold.HeapMisuseException;
import org.pinfold.tools.oracle.Violations;

/** Misuse that was put in on purpose. The heap has to report each one; the first reports are kept, all are counted. */
public final class Misuses {
    private static final int KEPT = 3;

    private final Violations violations;
    private final Map<HeapMisuseException.Kind, LongAdder> reported = new EnumMap<>(HeapMisuseException.Kind.class);
    private final Queue<String> examples = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();

    /** None yet. What is not reported is a violation. */
    public Misuses(Violations violations) {
        this.violations = violations;
        for (HeapMisuseException.Kind kind : HeapMisuseException.Kind.values()) {
            reported.put(kind, new LongAdder());
        }
    }

    /** Does something wrong with an address, which has to be reported. */
    void expectReport(String what, long address, Runnable misuse) {
        if (!isReported(misuse)) {
            violations.add(what + " 0x" + Long.toHexString(address) + " was not reported");
        }
    }

    /** Whether the heap reports what is done. */
    boolean isReported(Runnable misuse) {
        try {
            misuse.run();
            return false;
        } catch (HeapMisuseException e) {
            reported.get(e.kind()).increment();
            if (kept.get() < KEPT && kept.getAndIncrement() < KEPT) {
                examples.add(e.getMessage());
            }
            return true;
        }
    }

    /** How many were reported, by kind. */
    public Map<String, Long> reported() {
        Map<String, Long> counts = new TreeMap<>();
        reported.forEach((kind, count) -> {
            if (count.sum() != 0) {
                counts.put(kind.name(), count.sum());
            }
        });
        return counts;
    }

    /** The first reports. */
    public List<String> examples() {
        return List.copyOf(examples);
    }
}
