package org.pinfold.tools.stress.canary;

import java.time.Duration;
import java.util.List;
import org.pinfold.AuditReport;
import org.pinfold.HeapStats;
import org.pinfold.tools.oracle.Target;

/** Figures that are wrong. */
final class FigureFaults {
    private static final long LITTLE = 16;
    private static final HeapStats.RetiringStats ONE =
            new HeapStats.RetiringStats(1, 4 << 20, Duration.ofSeconds(1));

    private FigureFaults() {
    }

    private static HeapStats with(HeapStats it, long live, long cached, HeapStats.RetiringStats retiring) {
        return new HeapStats(it.limitBytes(), it.reservedBytes(), it.committedBytes(), it.residentBytes(),
                it.hugePageBytes(), live, cached, it.metadataBytes(), it.purgedBytes(), retiring, it.learning(),
                it.systemCalls(), it.classes());
    }

    /** See {@link Canary#COUNTS_WRONG}. */
    static final class CountsWrong extends Fault {
        CountsWrong(Target inner, long seed) {
            super(inner, seed);
        }

        @Override
        public HeapStats stats() {
            HeapStats right = super.stats();
            return with(right, right.liveBytes() + LITTLE, right.cachedBytes(), right.retiring());
        }
    }

    /** See {@link Canary#FAILS_THE_AUDIT}. */
    static final class FailsTheAudit extends Fault {
        FailsTheAudit(Target inner, long seed) {
            super(inner, seed);
        }

        @Override
        public AuditReport audit() {
            AuditReport right = super.audit();
            return new AuditReport(right.slabs(), right.liveBlocks(), right.cachedBlocks(), right.homeBlocks(),
                    right.carvedBlocks(), right.violations(), List.of("a canary is out of balance"));
        }
    }

    /** See {@link Canary#KEEPS_A_PIN}. */
    static final class KeepsAPin extends Fault {
        KeepsAPin(Target inner, long seed) {
            super(inner, seed);
        }

        @Override
        public HeapStats stats() {
            HeapStats right = super.stats();
            return with(right, right.liveBytes(), right.cachedBytes(), ONE);
        }
    }

    /** See {@link Canary#KEEPS_CACHES}. */
    static final class KeepsCaches extends Fault {
        KeepsCaches(Target inner, long seed) {
            super(inner, seed);
        }

        @Override
        public HeapStats stats() {
            HeapStats right = super.stats();
            return with(right, right.liveBytes(), right.cachedBytes() + LITTLE, right.retiring());
        }
    }
}
