package org.pinfold.tools.doctor;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.pinfold.os.Machine;
import org.pinfold.tools.doctor.Finding.Severity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DiagnosisTest {
    private static final ProcessFacts GOOD_PROCESS = new ProcessFacts(25, "25.0.1", "Linux amd64", true, 4L << 30);
    private static final Machine GOOD_MACHINE = machine(Machine.UNLIMITED, Machine.UNLIMITED, 0, "madvise", 65_530);

    @Test
    void aGoodMachineNeedsNoAdvice() {
        for (Finding finding : new Diagnosis(GOOD_MACHINE, GOOD_PROCESS).findings()) {
            assertEquals(Severity.OK, finding.severity(), finding::toString);
        }
    }

    @Test
    void whatIsNotToldIsUnknownAndNoProblem() {
        Machine silent = new Machine(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(),
                Optional.empty(), OptionalLong.empty(), OptionalInt.empty(), OptionalLong.empty(),
                OptionalLong.empty(), OptionalLong.empty());
        List<Finding> findings = new Diagnosis(silent, GOOD_PROCESS).findings();
        assertEquals(8, findings.stream().filter(finding -> finding.value().equals("unknown")).count());
        assertTrue(findings.stream().allMatch(finding -> finding.severity() == Severity.OK));
    }

    @Test
    void eachHindranceHasAdvice() {
        Machine strict = machine(1L << 30, 2L << 30, 2, "never", 1000);
        assertFinding(Severity.NOTE, "control group", strict, GOOD_PROCESS);
        assertFinding(Severity.PROBLEM, "address space", strict, GOOD_PROCESS);
        assertFinding(Severity.NOTE, "overcommit", strict, GOOD_PROCESS);
        assertFinding(Severity.NOTE, "transparent huge pages", strict, GOOD_PROCESS);
        assertFinding(Severity.NOTE, "mappings", strict, GOOD_PROCESS);
        assertFinding(Severity.NOTE, "locked memory", strict, GOOD_PROCESS);
        ProcessFacts old = new ProcessFacts(21, "21", "Windows 11 amd64", false, 1L << 30);
        assertFinding(Severity.PROBLEM, "JDK", GOOD_MACHINE, old);
        assertFinding(Severity.PROBLEM, "native access", GOOD_MACHINE, old);
        assertFinding(Severity.NOTE, "system", GOOD_MACHINE, old);
    }

    @Test
    void theSizeOfAHugePageIsTold() {
        assertTrue(finding("transparent huge pages", GOOD_MACHINE).value().startsWith("madvise, of 2 MiB"));
        assertTrue(finding("locked memory", machine(0, 0, 0, "never", 0)).value().startsWith("8 MiB"));
    }

    @Test
    void metadataIsJudgedByTheJavaHeap() {
        Diagnosis diagnosis = new Diagnosis(GOOD_MACHINE, GOOD_PROCESS);
        assertEquals(Severity.OK, severity(diagnosis.findings(new DefaultHeap(1, 1, 1 << 20)), "metadata"));
        assertEquals(Severity.NOTE, severity(diagnosis.findings(new DefaultHeap(1, 1, 3L << 30)), "metadata"));
    }

    @Test
    void aDefaultHeapIsMeasured() {
        DefaultHeap heap = DefaultHeap.measure();
        assertTrue(heap.reservedBytes() > 0, heap::toString);
        assertTrue(heap.limitBytes() > 0, heap::toString);
        assertTrue(heap.metadataPerGib() > 0, heap::toString);
    }

    private static Machine machine(long controlGroup, long addresses, int overcommit, String hugePages, long mappings) {
        return new Machine(OptionalLong.of(8L << 30), OptionalLong.of(controlGroup), OptionalLong.of(4096),
                Optional.of(hugePages), hugePages.equals("never") ? OptionalLong.empty() : OptionalLong.of(2 << 20),
                OptionalInt.of(overcommit), OptionalLong.of(addresses),
                OptionalLong.of(hugePages.equals("never") ? 8 << 20 : Machine.UNLIMITED), OptionalLong.of(mappings));
    }

    private static void assertFinding(Severity severity, String subject, Machine machine, ProcessFacts process) {
        Finding finding = finding(subject, new Diagnosis(machine, process).findings());
        assertEquals(severity, finding.severity(), finding::toString);
        assertFalse(finding.advice().isEmpty(), finding::toString);
    }

    private static Severity severity(List<Finding> findings, String subject) {
        return finding(subject, findings).severity();
    }

    private static Finding finding(String subject, Machine machine) {
        return finding(subject, new Diagnosis(machine, GOOD_PROCESS).findings());
    }

    private static Finding finding(String subject, List<Finding> findings) {
        return findings.stream().filter(candidate -> candidate.subject().equals(subject)).findFirst().orElseThrow();
    }
}
