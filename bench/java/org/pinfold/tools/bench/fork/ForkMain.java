package org.pinfold.tools.bench.fork;

import java.io.IOException;
import java.io.PrintStream;
import org.pinfold.tools.bench.Case;
import org.pinfold.tools.bench.Cases;
import org.pinfold.tools.peer.Peer;
import org.pinfold.tools.peer.PeerKind;
import org.pinfold.tools.peer.PeerMissingException;
import org.pinfold.tools.peer.Peers;

/** The main class of a fork: its arguments are a {@link ForkJob}, what it prints is a {@link ForkAnswer}. */
public final class ForkMain {
    private ForkMain() {
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        // Whatever a library prints must not be taken for an answer.
        System.setOut(System.err);
        answers.print(answer(ForkJob.of(arguments)).text());
        answers.flush();
        // Threads that a library started must not keep the process.
        System.exit(0);
    }

    private static ForkAnswer answer(ForkJob job) {
        Case what = Cases.named(job.row()).orElseThrow();
        PeerKind kind = Peers.standard().named(job.allocator()).orElseThrow();
        try (Peer peer = kind.create(what.demand(job.threads()))) {
            return what.obstacle(peer, job.threads()).map(ForkAnswer::missing)
                    .orElseGet(() -> Measurement.of(what, job, peer));
        } catch (PeerMissingException e) {
            return ForkAnswer.missing(e.getMessage());
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            return ForkAnswer.failed(e.toString());
        }
    }
}
