package org.pinfold.os;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a limit on addresses (ulimit -v), set by a shell, does to a reservation. */
class AddressLimitTest {
    private static final long GIB = 1L << 30;
    private static final long LIMIT = 3 * GIB;
    private static final List<String> OPTIONS = List.of("--enable-native-access=ALL-UNNAMED");

    /** Asks for far more than the limit, uses what it gets, and prints it with the limit that it sees. */
    static final class Asker {
        private Asker() {
        }

        public static void main(String[] arguments) {
            MmapSource source = new MmapSource(4 << 20, PageOptions.DEFAULT);
            Reservation reservation = source.reserve(4 << 20, 64 * GIB);
            RawMemory.putLong(reservation.end() - Long.BYTES, 1);
            OptionalLong limit = Machine.read().addressSpaceBytes();
            System.out.println(limit.getAsLong() + " " + reservation.bytes() + " " + source.calls().mmap());
        }
    }

    /** Asks for more than the limit and accepts nothing less. */
    static final class Insister {
        private Insister() {
        }

        public static void main(String[] arguments) {
            try {
                new MmapSource(4 << 20, PageOptions.DEFAULT).reserve(8 * GIB, 8 * GIB);
                System.out.println("accepted");
            } catch (MemoryRefusedException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }

    private static ChildVm runLimited(String limit, Class<?> main) throws Exception {
        ChildVm child = ChildVm.run("ulimit -v " + limit, OPTIONS, main);
        assertEquals(0, child.exit(), child.output());
        return child;
    }

    @Test
    void takesLessWhereTheLimitRefusesMore() throws Exception {
        String[] answer = runLimited(String.valueOf(LIMIT / 1024), Asker.class).output().strip().split(" ");
        assertEquals(LIMIT, Long.parseLong(answer[0]));
        long reserved = Long.parseLong(answer[1]);
        assertTrue(reserved >= GIB / 2 && reserved < LIMIT, "reserved " + reserved);
        assertEquals(Long.numberOfTrailingZeros(64 * GIB / reserved) + 1, Long.parseLong(answer[2]));
    }

    @Test
    void takesAllWithoutALimit() throws Exception {
        String[] answer = runLimited("unlimited", Asker.class).output().strip().split(" ");
        assertEquals(Machine.UNLIMITED, Long.parseLong(answer[0]));
        assertEquals(64 * GIB, Long.parseLong(answer[1]));
        assertEquals(1, Long.parseLong(answer[2]));
    }

    @Test
    void saysWhichLimitToLookAt() throws Exception {
        String message = runLimited(String.valueOf(LIMIT / 1024), Insister.class).output();
        assertTrue(message.contains("mmap") && message.contains("ENOMEM") && message.contains("ulimit -v"), message);
    }
}
