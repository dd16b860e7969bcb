package org.pinfold.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who has which block, while Lincheck runs. A block is noted after the subject has handed it out and struck before it
 * is freed: one that comes while it is noted was handed out twice, in any interleaving.
 *
 * <p>This is bookkeeping: Lincheck runs each method as one step, with the reads and writes of contents in it.
 */
final class Hands {
    /** Lincheck numbers threads from 1 on, and has 3 here. */
    static final int MOST_THREADS = 8;

    private final Subject<Object> subject;
    private final Promises promises;
    private final List<Deque<Holding<Object>>> hands = new ArrayList<>();
    private final Deque<Holding<Object>> table = new ArrayDeque<>();
    private final Map<Object, Integer> holders = new HashMap<>();
    private final Map<Object, Integer> names = new HashMap<>();
    private int stamped;

    Hands(Subject<Object> subject, Promises promises) {
        this.subject = subject;
        this.promises = promises;
        for (int thread = 0; thread < MOST_THREADS; thread++) {
            hands.add(new ArrayDeque<>());
        }
    }

    /** Notes what an allocation gave, and tells it. */
    String received(int thread, Object block) {
        if (block == null) {
            return promises.capacity() == Capacity.UNBOUNDED
                    ? "REFUSED, with " + holders.size() + " blocks held"
                    : LincheckRun.answer(Answer.NO_BLOCK);
        }
        Integer holder = holders.put(subject.identity(block), thread);
        if (holder != null) {
            return name(block).toUpperCase() + " AGAIN, WHICH " + holder(holder).toUpperCase() + " HAS";
        }
        if (promises.capacity() != Capacity.UNBOUNDED && holders.size() > LincheckRun.CAPACITY) {
            return "MORE BLOCKS THAN THERE ARE: " + holders.size() + " of " + LincheckRun.CAPACITY;
        }
        Stamp stamp = new Stamp(thread, ++stamped);
        hands.get(thread).push(new Holding<>(block, promises.leastSize(), stamp).write(subject));
        return LincheckRun.answer(Answer.BLOCK);
    }

    /** The block that the thread took last, which it is about to free; null if it has none. */
    Holding<Object> letGo(int thread) {
        Holding<Object> holding = hands.get(thread).poll();
        if (holding != null) {
            holders.remove(subject.identity(holding.block()));
        }
        return holding;
    }

    /** What is wrong with a block that is about to be freed, or null. */
    String wrong(Holding<Object> holding) {
        String wrong = holding.wrong(subject);
        return wrong == null ? null : name(holding.block()).toUpperCase() + " OVERWRITTEN: " + wrong;
    }

    /** Tells what a free did. */
    String freed(Holding<Object> holding, boolean freed) {
        return freed ? LincheckRun.answer(Answer.FREED) : "REFUSED the free of " + name(holding.block());
    }

    String layDown(int thread) {
        return move(hands.get(thread), table, thread, LincheckRun.TABLE);
    }

    String pickUp(int thread) {
        return move(table, hands.get(thread), thread, thread);
    }

    private String move(Deque<Holding<Object>> from, Deque<Holding<Object>> to, int thread, int holder) {
        Holding<Object> holding = from.poll();
        if (holding == null) {
            return LincheckRun.answer(Answer.NOTHING);
        }
        to.push(holding);
        holders.put(subject.identity(holding.block()), holder);
        return LincheckRun.answer(Answer.DONE);
    }

    /** When all threads have ended: what is held is as it was written, and all that is free can be had. */
    void expectNothingLost() {
        List<String> problems = new ArrayList<>();
        hands.forEach(hand -> hand.forEach(holding -> note(problems, wrong(holding))));
        table.forEach(holding -> note(problems, wrong(holding)));
        problems.addAll(Quiesce.problems(subject, promises, LincheckRun.CAPACITY, holders.size()));
        subject.close();
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join("; ", problems));
        }
    }

    private static void note(List<String> problems, String problem) {
        if (problem != null) {
            problems.add(problem);
        }
    }

    private String name(Object block) {
        return "block " + names.computeIfAbsent(subject.identity(block), seen -> names.size() + 1);
    }

    private static String holder(int holder) {
        return holder == LincheckRun.TABLE ? "the table" : "thread " + holder;
    }
}
