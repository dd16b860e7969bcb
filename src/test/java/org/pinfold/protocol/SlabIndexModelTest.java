package org.pinfold.protocol;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pinfold.specs.ModelComparison.Call;
import org.pinfold.specs.ModelComparison.Step;
import org.pinfold.specs.ModelComparison.Transition;
import org.pinfold.specs.StateGraph.Edge;
import org.pinfold.specs.TlaValue;

/**
 * {@link SlabIndex} and {@code specs/SlabIndex.tla}: a set of identities stands for the words of a level. The summary
 * word has them all; a leaf word has one, at the bit of the same number.
 */
class SlabIndexModelTest extends ModelTest {
    /** The kind that adopters look for. */
    private static final String WANTED = "A";

    /** A bit of a word that a thread is about to set or to clear. */
    private record Bit(String function, String level, String kind, long identity) {
        Call call(TlaValue state) {
            return Call.of(function, word(state), identity);
        }

        long word(TlaValue state) {
            return state.at(level).at(kind).set().stream().mapToLong(Long.class::cast)
                    .filter(member -> level.equals("summary") || member == identity)
                    .map(member -> 1L << member).sum();
        }
    }

    SlabIndexModelTest() {
        super(SlabIndex.class, NEVER, 14);
    }

    @Override
    Map<String, Transition> functions() {
        return Map.of(
                "nextAnnounced", (bits, of) -> SlabIndex.nextAnnounced(bits, (int) of[0]),
                "nextCleared", (bits, of) -> SlabIndex.nextCleared(bits, (int) of[0]));
    }

    @Override
    Stream<Step> steps(Edge edge) {
        return edge.changedAt("pc").flatMap(thread -> bit(edge.before(), thread))
                .map(bit -> bit.call(edge.before()).to(bit.word(edge.after()))).stream();
    }

    /** Anybody may set or clear any bit that a word has. */
    @Override
    Stream<Call> calls(TlaValue state) {
        return state.at("slab").domain().stream().map(Long.class::cast).flatMap(identity ->
                state.at("bits").domain().stream().map(String.class::cast).flatMap(kind ->
                        Stream.of("bits", "summary").flatMap(level ->
                                Stream.of("nextAnnounced", "nextCleared").map(function ->
                                        new Bit(function, level, kind, identity).call(state)))));
    }

    private static Optional<Bit> bit(TlaValue state, Object thread) {
        long identity = state.at("at").at(thread).number();
        String kind = state.at("object").at(thread).at("kind").name();
        return Optional.ofNullable(switch (state.at("pc").at(thread).name()) {
            case "announce" -> new Bit("nextAnnounced", "bits", kind, identity);
            case "also" -> new Bit("nextAnnounced", "summary", kind, identity);
            case "withdraw" -> new Bit("nextCleared", "bits", kind, identity);
            case "claim" -> new Bit("nextCleared", "bits", WANTED, identity);
            case "clear" -> new Bit("nextCleared", "summary", WANTED, identity);
            case "restore" -> new Bit("nextAnnounced", "summary", WANTED, identity);
            default -> null;
        });
    }
}
