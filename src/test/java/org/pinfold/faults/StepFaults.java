package org.pinfold.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.pinfold.faults.Steps.Kind;
import org.pinfold.faults.Victim.Step;

/**
 * Has something happen at every step of every {@link StepScenario}, in a VM in which the library is instrumented.
 *
 * <p>A selection, CHOSEN, takes each step once for an error and once for a stop, of the kinds of errors and stops in
 * turn, and of the entries of a method the first and the last. A smaller one, PLACES, takes of these for each place in
 * the library the first of every sort that any scenario comes to. Prints what it came to, and lines that begin with
 * {@link #VIOLATION}.
 */
public final class StepFaults {
    /** Where a line begins that tells what is wrong. */
    static final String VIOLATION = "VIOLATION ";

    private static final int MOST_TOLD = 20;
    private static final int MOST_TRIES = 50;
    private static final int TRIES_OF_ONE_WAY = 5;
    private static final List<StepFault> DEATHS =
            List.of(StepFault.DIES, StepFault.DIES_OF_MEMORY, StepFault.DIES_OF_STACK);

    private final StepScenario scenario;
    private final List<Step> steps;
    private int violations;
    private long missing;
    private long stuck;

    private StepFaults(StepScenario scenario) throws InterruptedException {
        this.scenario = scenario;
        this.steps = usualSteps();
    }

    /**
     * The steps of two runs in a row: the first one may still initialise classes, and where the system maps memory may
     * have led one another way that hardly any other run takes.
     */
    private List<Step> usualSteps() throws InterruptedException {
        List<Step> before = stepsWithoutFault();
        List<Step> now = stepsWithoutFault();
        for (int tries = MOST_TRIES; !now.equals(before) && tries > 0; tries--) {
            before = now;
            now = stepsWithoutFault();
        }
        return now;
    }

    private List<Step> stepsWithoutFault() throws InterruptedException {
        Watchdog.watch(scenario + " without a fault");
        StepRun run = new StepRun(scenario, null, 0);
        run.run();
        return run.steps();
    }

    /** Something that happens. */
    private record Injection(StepFault fault, int step) {
    }

    /** A place, and whether threads stop there or errors come out. */
    private record Sort(Step place, boolean stop) {
    }

    private List<Injection> every() {
        List<Injection> all = new ArrayList<>();
        for (int step = 0; step < steps.size(); step++) {
            for (StepFault fault : StepFault.values()) {
                if (fault.applies(steps.get(step).kind())) {
                    all.add(new Injection(fault, step));
                }
            }
        }
        return all;
    }

    private List<Injection> chosen() {
        Map<Step, Integer> first = new HashMap<>();
        Map<Step, Integer> last = new HashMap<>();
        for (int step = 0; step < steps.size(); step++) {
            first.putIfAbsent(steps.get(step), step);
            last.put(steps.get(step), step);
        }
        return every().stream().filter(injection -> {
            int step = injection.step();
            Step what = steps.get(step);
            boolean turn = switch (injection.fault()) {
                case FULL, FULL_FOR_LONG -> true;
                case PAUSES, STOPS -> injection.fault().ordinal() % 2 == step % 2;
                default -> DEATHS.get(step % DEATHS.size()) == injection.fault();
            };
            boolean repeats = what.kind() == Kind.ENTRY && step != first.get(what) && step != last.get(what);
            return turn && !repeats;
        }).toList();
    }

    /** Those chosen at places where nothing of the sort has happened yet. */
    private List<Injection> places(Set<Sort> done) {
        return chosen().stream().filter(injection ->
                done.add(new Sort(steps.get(injection.step()), injection.fault().isStop()))).toList();
    }

    private List<Injection> selected(String selection, Set<Sort> done) {
        return switch (selection) {
            case "EVERY" -> every();
            case "CHOSEN" -> chosen();
            case "PLACES" -> places(done);
            default -> throw new IllegalArgumentException(selection + " is none of EVERY, CHOSEN and PLACES");
        };
    }

    private int run(List<Injection> injections) throws InterruptedException {
        int runs = 0;
        for (Injection injection : injections) {
            Watchdog.watch(scenario + " " + injection.fault() + " at " + steps.get(injection.step()));
            int step = injection.step();
            int tries = MOST_TRIES;
            while (!happens(injection, step) && --tries > 0) {
                if (tries % TRIES_OF_ONE_WAY == 0) {
                    step = numberNow(steps.get(injection.step()), step);
                }
            }
            if (tries == 0) {
                tell(injection, new AssertionError("the victim has not come to the step"));
            }
            runs++;
        }
        return runs;
    }

    /**
     * The number of a step that had another one: where the system maps memory by now may lead all runs on a way that is
     * a few steps longer.
     */
    private int numberNow(Step place, int before) throws InterruptedException {
        List<Step> now = stepsWithoutFault();
        return IntStream.range(0, now.size()).filter(step -> now.get(step).equals(place)).boxed()
                .min(Comparator.comparingInt(step -> Math.abs(step - before))).orElse(before);
    }

    /** False if the victim has not come to the step: which way it takes may depend on where the system maps memory. */
    private boolean happens(Injection injection, int step) throws InterruptedException {
        StepRun run = new StepRun(scenario, injection.fault(), step);
        try {
            run.run();
        } catch (RuntimeException | Error e) {
            tell(injection, e);
            return true;
        }
        missing = Math.max(missing, run.missing());
        stuck = Math.max(stuck, run.stuck());
        List<Step> done = run.steps();
        return done.size() > step && done.get(step).equals(steps.get(injection.step()));
    }

    private void tell(Injection injection, Throwable wrong) {
        if (violations++ < MOST_TOLD) {
            Step step = steps.get(injection.step());
            System.out.println(VIOLATION + scenario + " " + injection.fault() + " at step " + injection.step() + ", "
                    + step.kind() + " " + step.where() + ": " + wrong);
        }
    }

    /** Arguments: EVERY, CHOSEN or PLACES, then scenarios, or none for all. */
    public static void main(String[] args) throws InterruptedException {
        Logger.getLogger("org.pinfold").setLevel(Level.OFF);
        List<String> names = List.of(args).subList(1, args.length);
        Set<Sort> places = new HashSet<>();
        long violations = 0;
        long steps = 0;
        long runs = 0;
        for (StepScenario scenario : StepScenario.all()) {
            if (names.isEmpty() || names.contains(scenario.toString())) {
                StepFaults faults = new StepFaults(scenario);
                List<Injection> injections = faults.selected(args[0], places);
                int done = faults.run(injections);
                System.out.println(scenario + ": " + faults.steps.size() + " steps, " + done + " of "
                        + faults.every().size() + " faults, at most " + faults.missing + " bytes and " + faults.stuck
                        + " superslabs missing");
                violations += faults.violations;
                steps += faults.steps.size();
                runs += done == injections.size() ? done : 0;
            }
        }
        System.out.println("done: " + steps + " steps, " + runs + " faults");
        System.exit(violations == 0 ? 0 : 1);
    }
}
