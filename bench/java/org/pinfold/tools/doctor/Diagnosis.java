package org.pinfold.tools.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.pinfold.os.Machine;

/** Judges facts: what each means for Pinfold and what to do about it. */
final class Diagnosis {
    private static final int LEAST_JDK = 25;
    private static final int STRICT_OVERCOMMIT = 2;
    private static final long USUAL_MAPPINGS = 65_530;
    private static final long LEAST_ADDRESSES = 4L << 30;
    private static final double MIB = 1 << 20;
    private static final String UNKNOWN = "unknown";

    private final Machine machine;
    private final ProcessFacts process;

    Diagnosis(Machine machine, ProcessFacts process) {
        this.machine = machine;
        this.process = process;
    }

    /** What is known without a heap being made. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(jdk());
        findings.add(system());
        findings.add(nativeAccess());
        findings.add(Finding.ok("Java heap", mib(process.javaHeapBytes()) + " at most"));
        findings.add(Finding.ok("physical memory", bytes(machine.physicalBytes())));
        findings.add(controlGroup());
        findings.add(addresses());
        findings.add(overcommit());
        findings.add(mappings());
        findings.add(Finding.ok("page size", bytes(machine.pageBytes())));
        findings.add(hugePages());
        findings.add(lockedMemory());
        return findings;
    }

    /** What a default heap shows. */
    List<Finding> findings(DefaultHeap heap) {
        long half = process.javaHeapBytes() / 2;
        String perGib = mib(heap.metadataPerGib()) + " of Java heap for 1 GiB of " + DefaultHeap.BLOCK_BYTES
                + "-byte blocks";
        return List.of(
                Finding.ok("default heap", "limit " + mib(heap.limitBytes()) + ", "
                        + mib(heap.reservedBytes()) + " of addresses reserved"),
                heap.metadataPerGib() > half
                        ? Finding.note("metadata", perGib, "The Java heap is small beside that: give it more by -Xmx.")
                        : Finding.ok("metadata", perGib));
    }

    private Finding jdk() {
        return process.jdkFeature() >= LEAST_JDK
                ? Finding.ok("JDK", process.jdk())
                : Finding.problem("JDK", process.jdk(), "Pinfold needs JDK " + LEAST_JDK + " or newer.");
    }

    private Finding system() {
        boolean supported = process.system().startsWith("Linux");
        return supported
                ? Finding.ok("system", process.system())
                : Finding.note("system", process.system(), "Only Linux is measured and tested.");
    }

    private Finding nativeAccess() {
        return process.nativeAccess()
                ? Finding.ok("native access", "enabled")
                : Finding.problem("native access", "denied", "Start java with --enable-native-access=org.pinfold, or "
                        + "ALL-UNNAMED on the class path; without it only the arena-backed source works.");
    }

    private Finding controlGroup() {
        OptionalLong limit = machine.controlGroupBytes();
        if (limit.isEmpty() || limit.getAsLong() == Machine.UNLIMITED) {
            return Finding.ok("control group", limit.isEmpty() ? UNKNOWN : "no memory limit");
        }
        return Finding.note("control group", mib(limit.getAsLong()) + " at most", "The kernel ends the process above "
                + "it: keep the Java heap, Pinfold's limit and about 300 MiB for the VM below it together.");
    }

    private Finding addresses() {
        OptionalLong limit = machine.addressSpaceBytes();
        if (limit.isEmpty() || limit.getAsLong() == Machine.UNLIMITED) {
            return Finding.ok("address space", limit.isEmpty() ? UNKNOWN : "no limit");
        }
        String value = mib(limit.getAsLong()) + " at most";
        String advice = "Heaps reserve large ranges of addresses: raise or lift 'ulimit -v', or set smaller limits.";
        return limit.getAsLong() < LEAST_ADDRESSES
                ? Finding.problem("address space", value, advice)
                : Finding.note("address space", value, advice);
    }

    private Finding overcommit() {
        if (machine.overcommitMode().isEmpty()) {
            return Finding.ok("overcommit", UNKNOWN);
        }
        int mode = machine.overcommitMode().getAsInt();
        return mode == STRICT_OVERCOMMIT
                ? Finding.note("overcommit", "2, strict", "Reserved addresses may count as memory: if a heap cannot "
                        + "be made, set vm.overcommit_memory to 0 or 1, or raise vm.overcommit_ratio.")
                : Finding.ok("overcommit", mode == 0 ? "0, heuristic" : "1, always");
    }

    private Finding mappings() {
        OptionalLong most = machine.mappings();
        return most.isPresent() && most.getAsLong() < USUAL_MAPPINGS
                ? Finding.note("mappings", most.getAsLong() + " at most", "Giving pages back splits mappings: raise "
                        + "vm.max_map_count to " + USUAL_MAPPINGS + ".")
                : Finding.ok("mappings", most.isPresent() ? most.getAsLong() + " at most" : UNKNOWN);
    }

    private Finding hugePages() {
        String mode = machine.transparentHugePages().orElse(UNKNOWN);
        OptionalLong size = machine.hugePageBytes();
        return mode.equals("never")
                ? Finding.note("transparent huge pages", mode, "The builder's hugePages(true) has no effect; to have "
                        + "it, write madvise to /sys/kernel/mm/transparent_hugepage/enabled.")
                : Finding.ok("transparent huge pages", mode + (size.isEmpty() ? "" : ", of " + bytes(size))
                        + (mode.equals(UNKNOWN) ? "" : ": in heaps with hugePages(true)"));
    }

    private Finding lockedMemory() {
        OptionalLong limit = machine.lockableBytes();
        if (limit.isEmpty() || limit.getAsLong() == Machine.UNLIMITED) {
            return Finding.ok("locked memory", limit.isEmpty() ? UNKNOWN : "no limit");
        }
        return Finding.note("locked memory", bytes(limit) + " at most", "No heap with lockMemory(true) gets more, and "
                + "all share it: raise 'ulimit -l' (LimitMEMLOCK= of systemd, --ulimit memlock= of a container), or "
                + "grant CAP_IPC_LOCK, which lifts it. Other heaps do not need it.");
    }

    private static String bytes(OptionalLong value) {
        return value.isEmpty() ? UNKNOWN : mib(value.getAsLong());
    }

    private static String mib(long value) {
        return value < MIB ? value + " B" : String.format(Locale.ROOT, "%,.0f MiB", value / MIB);
    }
}
