package org.pinfold.os;

import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Pages that nobody can touch, and what the system may answer. */
class MmapSourceGuardTest {
    private static final long PAGE = FakeKernel.PAGE;
    private static final long ALIGNMENT = 4 << 20;

    private final FakeKernel kernel = new FakeKernel(ALIGNMENT);
    private final MmapSource source = new MmapSource(kernel, ALIGNMENT, PageOptions.DEFAULT);
    private final Reservation reservation = source.reserve(ALIGNMENT, ALIGNMENT);
    private final int before = kernel.log().size();

    private List<String> calls() {
        return kernel.log().subList(before, kernel.log().size());
    }

    @Test
    void guardsAndUnguards() {
        source.guard(reservation.address(), PAGE);
        source.unguard(reservation.address(), PAGE);
        assertEquals(List.of("mprotect " + PAGE + " 0", "mprotect " + PAGE + " 3"), calls());
    }

    @Test
    void nothingIsNothing() {
        source.guard(reservation.address(), 0);
        source.unguard(reservation.address(), 0);
        assertEquals(List.of(), calls());
    }

    @Test
    void wholePagesOfItsOwn() {
        assertThrows(IllegalArgumentException.class, () -> source.guard(reservation.address() + 1, PAGE));
        assertThrows(IllegalArgumentException.class, () -> source.guard(reservation.address() - PAGE, PAGE));
        assertThrows(IllegalArgumentException.class, () -> source.unguard(reservation.address(), PAGE + 1));
        assertEquals(List.of(), calls());
    }

    @Test
    void refusals() {
        kernel.answer("mprotect", LinuxConstants.ENOMEM, LinuxConstants.EACCES);
        assertThrows(MemoryRefusedException.class, () -> source.guard(reservation.address(), PAGE));
        SystemCallException denied = assertThrows(
                SystemCallException.class, () -> source.guard(reservation.address(), PAGE));
        assertTrue(denied.getMessage().contains("mprotect"), denied::getMessage);
    }
}
