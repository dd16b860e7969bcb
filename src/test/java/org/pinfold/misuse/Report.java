package org.pinfold.misuse;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.pinfold.HeapMisuseException;
import org.pinfold.HeapMisuseException.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What counts as reported: a typed exception that names the address and the kind of misuse, in a few lines. */
final class Report {
    /** In characters: a few lines. */
    static final int LONGEST = 500;

    private Report() {
    }

    /** The misuse is reported as one of these kinds. */
    static HeapMisuseException of(Set<Kind> kinds, long address, Executable misuse) {
        HeapMisuseException report = assertThrows(HeapMisuseException.class, misuse);
        String message = report.getMessage();
        assertTrue(kinds.contains(report.kind()), () -> "not one of " + kinds + ": " + message);
        assertEquals(address, report.address(), message);
        assertTrue(message.startsWith(report.kind() + ": "), message);
        assertTrue(message.contains("0x" + Long.toHexString(address)), message);
        assertTrue(message.length() <= LONGEST, message);
        return report;
    }

    /** The misuse is reported as this kind. */
    static HeapMisuseException of(Kind kind, long address, Executable misuse) {
        return of(EnumSet.of(kind), address, misuse);
    }
}
