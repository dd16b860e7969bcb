package org.pinfold.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A whole slab: the fields of its word and the blocks that hang from it, first to last. */
record SlabModel(int capacity, SlabFields fields, List<Integer> chain) {
    /** Every state of a slab of this capacity. */
    static Set<SlabModel> reachable(int capacity) {
        SlabFields held = new SlabFields(SlabWord.HELD, 0, 0, SlabFields.NIL);
        return Exploration.reachable(new SlabModel(capacity, held, List.of()), SlabModel::successors);
    }

    /** Wants that differ in effect, and some more. */
    IntStream wants() {
        return IntStream.rangeClosed(0, capacity + 1);
    }

    /** Every chain that can be pushed: all arrangements of some of the blocks that are out. */
    List<List<Integer>> pushes() {
        List<Integer> out = IntStream.range(0, fields.carved()).boxed()
                .filter(block -> !chain.contains(block)).toList();
        List<List<Integer>> chains = new ArrayList<>();
        extend(List.of(), out, chains);
        return chains;
    }

    private static void extend(List<Integer> start, List<Integer> out, List<List<Integer>> chains) {
        for (Integer block : out) {
            if (!start.contains(block)) {
                List<Integer> longer = Stream.concat(start.stream(), Stream.of(block)).toList();
                chains.add(longer);
                extend(longer, out, chains);
            }
        }
    }

    /** A real slab in this state, reached by the shortest way: carve, push, let go. */
    SlabWord build() {
        SlabWord slab = new SlabWord(0, capacity);
        if (fields.carved() > 0) {
            BatchRefill.refill(slab, fields.carved());
        }
        if (!chain.isEmpty()) {
            link(slab, chain);
            RemoteFreeQueue.push(slab, chain.getFirst(), chain.getLast(), chain.size());
        }
        if (fields.state() != SlabWord.HELD) {
            BatchRefill.unhold(slab);
        }
        assertShows(slab, this);
        return slab;
    }

    /** Links these blocks one after the other. */
    static void link(SlabWord slab, List<Integer> blocks) {
        for (int i = 1; i < blocks.size(); i++) {
            slab.link(blocks.get(i - 1), blocks.get(i));
        }
        slab.link(blocks.getLast(), SlabFields.NIL);
    }

    /** The real slab has this word and this chain. */
    static void assertShows(SlabWord slab, SlabModel model) {
        long word = slab.getVolatile();
        assertEquals(SlabWord.toString(model.fields.word()), SlabWord.toString(word));
        assertEquals(model.fields.word(), word);
        List<Integer> blocks = new ArrayList<>();
        int block = SlabWord.head(word);
        for (int i = 0; i < SlabWord.count(word) && block < model.capacity; i++) {
            blocks.add(block);
            block = slab.next(block);
        }
        assertEquals(model.chain, blocks, "chain");
    }

    /** The slab after a step that leaves the chain alone. */
    SlabModel with(SlabFields after) {
        return new SlabModel(capacity, after, chain);
    }

    /** The slab after a step that takes the chain. */
    SlabModel drained(SlabFields after) {
        return new SlabModel(capacity, after, List.of());
    }

    /** The slab after a push of these blocks. */
    SlabModel pushed(SlabFields after, List<Integer> blocks) {
        return new SlabModel(capacity, after, Stream.concat(blocks.stream(), chain.stream()).toList());
    }

    private Stream<SlabModel> successors() {
        List<SlabModel> next = new ArrayList<>();
        Stream.of(fields.hold(), fields.unhold(capacity), fields.retire())
                .flatMap(Optional::stream).forEach(after -> next.add(with(after)));
        wants().mapToObj(want -> fields.refill(capacity, want))
                .flatMap(Optional::stream).forEach(after -> next.add(drained(after)));
        Stream.of(false, true).map(rest -> fields.take(capacity, rest))
                .flatMap(Optional::stream).forEach(after -> next.add(drained(after)));
        for (List<Integer> blocks : pushes()) {
            fields.push(blocks.getFirst(), blocks.size()).ifPresent(after -> next.add(pushed(after, blocks)));
        }
        return next.stream();
    }
}
