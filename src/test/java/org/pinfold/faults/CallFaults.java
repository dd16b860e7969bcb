package org.pinfold.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pinfold.faults.CallRun.Level;
import org.pinfold.faults.Injector.Fault;

/**
 * Has every call fail that each {@link CallScenario} makes, in each way in which it can fail, for once and for good.
 *
 * <p>A small selection takes of each scenario the operations of a source, and the calls of a system that counts what
 * can be written, which makes all the calls that another makes, and more; the options that have pages backed at once,
 * which takes the system a while, it takes for two scenarios.
 * Prints what it came to, and lines that begin with {@link StepFaults#VIOLATION}.
 */
public final class CallFaults {
    private static final int MOST_TOLD = 20;

    private final CallScenario scenario;
    private final Kernel kernel;
    private final Level level;
    private int violations;
    private int runs;
    private int refused;

    private CallFaults(CallScenario scenario, Kernel kernel, Level level) {
        this.scenario = scenario;
        this.kernel = kernel;
        this.level = level;
    }

    private static List<CallFaults> every() {
        List<CallFaults> all = new ArrayList<>();
        for (CallScenario scenario : CallScenario.values()) {
            for (Kernel kernel : Kernel.values()) {
                // A source that backs what it commits takes pages back itself where it fails half-way.
                Stream.of(Level.values()).filter(level -> level == Level.SYSTEM || !kernel.backs())
                        .forEach(level -> all.add(new CallFaults(scenario, kernel, level)));
            }
        }
        return all;
    }

    private boolean isChosen() {
        return kernel == Kernel.PLAIN && level == Level.SOURCE || kernel == Kernel.STRICT && level == Level.SYSTEM
                || level == Level.SYSTEM && (scenario == CallScenario.ALIGNED || scenario == CallScenario.CHILDREN);
    }

    /** All faults, as the calls of a run without one tell them. */
    private List<Fault> faults() {
        Watchdog.watch(this + " without a fault");
        CallRun sound = new CallRun(scenario, kernel, level, null);
        sound.run();
        List<Call> calls = sound.calls();
        List<Fault> faults = new ArrayList<>();
        for (int number = 0; number < calls.size(); number++) {
            for (Failing way : Failing.of(calls.get(number))) {
                faults.add(new Fault(number, way, false));
                faults.add(new Fault(number, way, true));
            }
        }
        return faults;
    }

    private void run(Fault fault) {
        Watchdog.watch(this + ", " + fault);
        CallRun run = new CallRun(scenario, kernel, level, fault);
        try {
            run.run();
            if (run.injected() == 0 && scenario.isRepeatable()) {
                throw new AssertionError("the call was not made");
            }
        } catch (RuntimeException | Error e) {
            if (violations++ < MOST_TOLD) {
                System.out.println(StepFaults.VIOLATION + this + ", " + fault + ": " + e);
            }
        }
        runs++;
        refused += run.refused();
    }

    @Override
    public String toString() {
        return scenario + " " + kernel + " " + level;
    }

    /** Arguments: EVERY or CHOSEN, then scenarios, or none for all. */
    public static void main(String[] args) {
        java.util.logging.Logger.getLogger("org.pinfold").setLevel(java.util.logging.Level.OFF);
        List<String> names = List.of(args).subList(1, args.length);
        long violations = 0;
        long planned = 0;
        long runs = 0;
        for (CallFaults faults : every()) {
            boolean named = names.isEmpty() || names.contains(faults.scenario.name());
            if (named && (args[0].equals("EVERY") || faults.isChosen())) {
                List<Fault> all = faults.faults();
                all.forEach(faults::run);
                System.out.println(faults + ": " + faults.runs + " faults, " + faults.refused + " requests refused");
                violations += faults.violations;
                planned += all.size();
                runs += faults.runs;
            }
        }
        System.out.println("done: " + planned + " planned, " + runs + " faults");
        System.exit(violations == 0 ? 0 : 1);
    }
}
