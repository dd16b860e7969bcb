package org.pinfold.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Conservation: what has to hold of a subject, and of the number of blocks held, while nothing else runs. */
final class Quiesce {
    private Quiesce() {
    }

    /** Every equation that does not hold; the subject is left as it was found. */
    static <B> List<String> problems(Subject<B> subject, Promises promises, int capacity, long live) {
        List<String> problems = new ArrayList<>(subject.problems());
        subject.liveBlocks().ifPresent(counted -> {
            if (counted != live) {
                problems.add("CONSERVATION: callers hold " + live + " blocks, the subject counts " + counted);
            }
        });
        subject.memoryBytes().ifPresent(bytes -> {
            if (bytes > promises.memoryBound()) {
                problems.add("MEMORY: the subject takes " + bytes + " bytes, more than the bound of "
                        + promises.memoryBound());
            }
        });
        if (promises.capacity() == Capacity.EXACT) {
            problems.addAll(room(subject, promises, capacity - live));
        }
        return problems;
    }

    /** Where the capacity is exact, a lost block shows as one that cannot be had, a doubled one as one too many. */
    static <B> List<String> room(Subject<B> subject, Promises promises, long room) {
        List<String> problems = new ArrayList<>();
        List<B> had = new ArrayList<>();
        B block = subject.allocate(promises.leastSize());
        while (block != null && had.size() <= room) {
            had.add(block);
            block = subject.allocate(promises.leastSize());
        }
        if (had.size() != room) {
            problems.add("CONSERVATION: " + room + " blocks are free, "
                    + (had.size() < room ? "only " + had.size() : "and at least " + had.size())
                    + " can be allocated: " + (had.size() < room ? "the others are lost" : "one is there twice"));
        }
        for (B free : had) {
            if (!subject.free(free)) {
                problems.add("REFUSED the free of block " + subject.identity(free) + ", which had just been allocated");
            }
        }
        return problems;
    }

    /** Allocates some blocks, which have to be different ones, and frees them. */
    static <B> List<String> handedOutTwice(Subject<B> subject, Promises promises, int count) {
        List<String> problems = new ArrayList<>();
        Map<Object, B> had = new HashMap<>();
        for (int i = 0; i < count; i++) {
            B block = subject.allocate(promises.leastSize());
            if (block != null && had.put(subject.identity(block), block) != null) {
                problems.add("HANDED OUT TWICE: block " + subject.identity(block) + ", which was not freed between");
            }
        }
        had.values().forEach(subject::free);
        return problems;
    }

    /** Which of the equations could be evaluated, for the report of what was checked. */
    static <B> List<String> kinds(Subject<B> subject, Promises promises) {
        List<String> kinds = new ArrayList<>();
        if (subject.liveBlocks().isPresent()) {
            kinds.add("the subject's own count");
        }
        if (promises.capacity() == Capacity.EXACT) {
            kinds.add("an exact capacity");
        }
        if (subject.memoryBytes().isPresent() && promises.memoryBound() != Long.MAX_VALUE) {
            kinds.add("a bound on memory");
        }
        return kinds;
    }
}
