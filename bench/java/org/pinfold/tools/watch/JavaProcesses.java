package org.pinfold.tools.watch;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The Java processes of this user on this machine. Whether one has Pinfold, the JDK's own {@code jcmd} is asked, which
 * has the process look for the class: nothing is started or loaded there.
 *
 * @param withPinfold those that have made a heap, or loaded the class
 * @param others how many more there are, those included that did not answer
 */
public record JavaProcesses(List<Target> withPinfold, int others) {
    private static final int ANSWER_SECONDS = 10;

    private record Asked(Target target, boolean hasPinfold) {
    }

    /** Asks all of them. */
    public static JavaProcesses list() {
        String own = Long.toString(ProcessHandle.current().pid());
        List<CompletableFuture<Asked>> questions = VirtualMachine.list().stream().map(VirtualMachineDescriptor::id)
                .filter(id -> !id.equals(own))
                .map(id -> CompletableFuture.supplyAsync(() -> ask(id), JavaProcesses::run)).toList();
        List<Asked> answers = questions.stream().map(CompletableFuture::join).toList();
        List<Target> with = answers.stream().filter(Asked::hasPinfold).map(Asked::target).toList();
        return new JavaProcesses(with, answers.size() - with.size());
    }

    private static void run(Runnable question) {
        Thread.ofPlatform().daemon().start(question);
    }

    private static Asked ask(String id) {
        Target target = new Target(Long.parseLong(id));
        try {
            return new Asked(target, hasPinfold(id));
        } catch (IOException e) {
            return new Asked(target, false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Asked(target, false);
        }
    }

    private static boolean hasPinfold(String id) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), id,
                "VM.class_hierarchy", "org.pinfold.Heap").redirectErrorStream(true).start();
        jcmd.getOutputStream().close();
        if (!jcmd.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
            jcmd.destroyForcibly();
        }
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return answer.contains("org.pinfold.Heap/");
    }
}
