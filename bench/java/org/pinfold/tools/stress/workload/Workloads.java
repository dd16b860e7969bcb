package org.pinfold.tools.stress.workload;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a campaign can be made of. */
public enum Workloads {
    SH8BENCH("sh8bench", Sh8bench::new),
    LARSON("larson", Larson::new),
    XMALLOC("xmalloc", Xmalloc::new),
    MSTRESS("mstress", Mstress::new),
    THREAD_CHURN("thread-churn", ThreadChurn::new),
    VIRTUAL_CHURN("virtual-churn", VirtualChurn::new),
    SHARED("shared", SharedBlocks::new),
    RESIZE("resize", ResizeStorm::new),
    LIMIT("limit", LimitEdge::new),
    OPEN_CLOSE("open-close", OpenClose::new),
    MISUSE("misuse", Misuse::new),
    MIXED("mixed", Mixed::new);

    private final String label;
    private final Function<Fixture, Workload> kind;

    Workloads(String label, Function<Fixture, Workload> kind) {
        this.label = label;
        this.kind = kind;
    }

    /** Its name on the command line and in reports. */
    public String label() {
        return label;
    }

    /** One of this kind. */
    public Workload create(Fixture fixture) {
        return kind.apply(fixture);
    }

    /** All names. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Workloads::label).toList();
    }

    /** The one with this name. */
    public static Optional<Workloads> named(String label) {
        return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
    }
}
