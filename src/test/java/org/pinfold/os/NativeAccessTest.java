package org.pinfold.os;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a user sees where the VM denies native access. */
class NativeAccessTest {
    private static final String DENY = "--illegal-native-access=deny";
    private static final String ALLOW = "--enable-native-access=ALL-UNNAMED";

    /** Tries each door twice, since a class whose initialiser has failed answers differently the second time. */
    static final class Knocker {
        private static final List<Runnable> DOORS = List.of(
                () -> new MmapSource(4 << 20, PageOptions.DEFAULT),
                () -> RawMemory.fill(0, 0, (byte) 0),
                () -> RawMemory.fill(0, 1, (byte) 0),
                () -> RawMemory.zero(0, 1),
                () -> RawMemory.zero(0, 1 << 12),
                () -> RawMemory.getLong(0),
                () -> RawMemory.copy(0, 0, 1),
                () -> RawMemory.segment(0, 0, Arena.global()));

        private Knocker() {
        }

        public static void main(String[] arguments) {
            for (int knock = 0; knock < 2; knock++) {
                System.out.println(DOORS.stream().map(Knocker::answer).collect(Collectors.joining(" ")));
            }
            System.out.println(Machine.read().physicalBytes().isPresent());
        }

        private static String answer(Runnable door) {
            try {
                door.run();
                return "open";
            } catch (NativeAccessException denied) {
                return denied.getMessage().contains("start the VM with " + ALLOW) ? "denied" : denied.getMessage();
            } catch (Throwable other) {
                return other.toString();
            }
        }
    }

    /** Only the door that needs no memory behind it. */
    static final class Opener {
        private Opener() {
        }

        public static void main(String[] arguments) {
            System.out.println(Knocker.answer(() -> new MmapSource(4 << 20, PageOptions.DEFAULT)));
            System.out.println(Knocker.answer(() -> RawMemory.segment(0, 0, Arena.global())));
        }
    }

    @Test
    void namesTheOptionAtEveryDoor() throws Exception {
        ChildVm child = ChildVm.run("true", List.of(DENY), Knocker.class);
        assertEquals(0, child.exit(), child.output());
        String denied = "denied denied denied denied denied denied denied denied";
        assertEquals(List.of(denied, denied, "true"), child.output().lines().toList());
    }

    @Test
    void theOptionOpensTheDoors() throws Exception {
        ChildVm child = ChildVm.run("true", List.of(DENY, ALLOW), Opener.class);
        assertEquals(List.of("open", "open"), child.output().lines().toList());
    }
}
