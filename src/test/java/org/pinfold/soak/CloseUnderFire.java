package org.pinfold.soak;

import java.util.Arrays;
import org.pinfold.tools.oracle.HeapsUnderFire;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.Violations;

/** A number of {@link HeapsUnderFire}. */
final class CloseUnderFire {
    private static final int ATTACKERS = 8;

    private CloseUnderFire() {
    }

    static HeapsUnderFire run(int heaps, long seed, HeapsUnderFire.Fault fault, Violations violations)
            throws InterruptedException {
        try (HeapsUnderFire fire = new HeapsUnderFire(Target::of, ATTACKERS, seed, fault, violations)) {
            for (int number = 0; number < heaps && violations.none(); number++) {
                fire.closeOne(number);
            }
            return fire;
        }
    }

    /** Arguments: heaps, seed. */
    public static void main(String[] args) throws InterruptedException {
        Violations violations = new Violations();
        HeapsUnderFire fire = run(Integer.parseInt(args[0]), Long.parseLong(args[1]), HeapsUnderFire.Fault.NONE,
                violations);
        violations.report();
        System.out.println(Violations.DONE + Arrays.toString(args) + ", " + fire);
    }
}
