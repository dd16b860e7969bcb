package org.pinfold.heap;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.Z_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.InTier;
import org.pinfold.os.Reservation;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link UnitTable} and the {@link Directory} that fills it. */
public final class UnitTableStress {
    private UnitTableStress() {
    }

    /** A directory with one slab in its first unit, and another that will be there next. */
    @State
    public static class OneSlab {
        private static final int RESERVED = 8;
        private static final Range RANGE = new MappedRange(new PaperSource(),
                new Reservation(1L << 40, RESERVED * Superslab.BYTES, true));

        final Directory directory = new Directory(RANGE);
        final Slab old = slab(16);
        final Slab young = slab(32);
        /** Block 4 of the old slab, block 2 of the young one. */
        final long address = RANGE.base() + 64;
        final byte[][] states;
        final byte[] shifts;
        volatile UnitTable told;

        public OneSlab() {
            directory.note(old);
            directory.tell(this::told);
            states = told.states;
            shifts = told.shifts;
        }

        private static Slab slab(int bytes) {
            Superslab superslab = new Superslab(0, new Slab[Superslab.UNITS]);
            superslab.place(RANGE.base());
            Slab slab = new Slab(SizeClasses.of(bytes), 1);
            slab.place(superslab, 0, 1, true);
            return slab;
        }

        /** Takes its time, so that one who tells can be overtaken by another. */
        final void told(UnitTable table) {
            for (int spin = 0; spin < 4; spin++) {
                Thread.onSpinWait();
            }
            told = table;
        }

        void replace(Slab dead, Slab fresh) {
            directory.forget(dead);
            directory.note(fresh);
        }

        boolean isRight(byte[] blocks, int block) {
            return block == -1 || block == 4 && whose(blocks) == 1 || block == 2 && whose(blocks) == 2;
        }

        /** 0 for no states, 1 for those of the old slab, 2 for those of the young one. */
        int whose(byte[] blocks) {
            return blocks == null ? 0 : blocks == old.states(0) ? 1 : blocks == young.states(0) ? 2 : -1;
        }
    }

    @JCStressTest
    @InTier(Tier.EVIDENCE)
    @Description("A hot path looks for a block while the slab of its unit is replaced by one of another class.")
    @Outcome(id = "1, 4", expect = ACCEPTABLE, desc = "look before the old slab goes: the block of its granule")
    @Outcome(id = "1, -1", expect = ACCEPTABLE,
            desc = "the old states and the new granule do not belong together: no hint")
    @Outcome(id = "0, -1", expect = ACCEPTABLE, desc = "look in between: no states")
    @Outcome(id = "2, -1", expect = ACCEPTABLE, desc = "the new states with the old granule: no hint")
    @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "look after the new slab came: the block of its granule")
    @Outcome(expect = FORBIDDEN, desc = "a block of one slab counted in the granules of the other")
    public static class FindReplaced {
        @Actor
        public void replacer(OneSlab s) {
            s.replace(s.old, s.young);
        }

        @Actor
        public void hotPath(OneSlab s, II_Result r) {
            byte[] blocks = s.states[0];
            int shift = s.shifts[0];
            r.r1 = s.whose(blocks);
            r.r2 = UnitTable.block(blocks, shift, s.address);
        }
    }

    @JCStressTest
    @Description("Many looks while two slabs of different classes replace each other again and again.")
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "each look finds the right block or none")
    @Outcome(expect = FORBIDDEN, desc = "a block of one slab counted in the granules of the other")
    public static class FindReplacedOften {
        @Actor
        public void replacer(OneSlab s) {
            for (int i = 0; i < 16; i++) {
                s.replace(s.old, s.young);
                s.replace(s.young, s.old);
            }
        }

        @Actor
        public void hotPath(OneSlab s, Z_Result r) {
            boolean right = true;
            for (int look = 0; look < 512; look++) {
                byte[] blocks = s.states[0];
                right &= s.isRight(blocks, UnitTable.block(blocks, s.shifts[0], s.address));
            }
            r.r1 = right;
        }
    }

    @JCStressTest
    @Description("Two slabs are noted, one of which makes the table grow; the last table told is the latest one.")
    @Outcome(id = "512", expect = ACCEPTABLE, desc = "in any order: the larger one")
    @Outcome(expect = FORBIDDEN, desc = "hot paths are left with an old table")
    public static class NoteNote {
        @Actor
        public void grower(OneSlab s) {
            s.directory.newRow(4);
            s.directory.note(s.old);
        }

        @Actor
        public void other(OneSlab s) {
            s.directory.note(s.young);
        }

        @Arbiter
        public void end(OneSlab s, I_Result r) {
            r.r1 = s.told.length();
        }
    }

    @JCStressTest
    @InTier(Tier.EVIDENCE)
    @Description("A slab is noted while the table grows.")
    @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "noted in the larger table, or copied into it")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "lost in the smaller one; the next slow path notes it again")
    @Outcome(expect = FORBIDDEN, desc = "states of neither slab, or a hint that cannot be mended")
    public static class NoteGrow {
        @Actor
        public void former(OneSlab s) {
            s.directory.note(s.young);
        }

        @Actor
        public void grower(OneSlab s) {
            s.directory.newRow(4);
        }

        @Arbiter
        public void end(OneSlab s, II_Result r) {
            s.directory.tell(s::told);
            r.r1 = s.whose(s.told.states[0]);
            s.directory.note(s.young);
            r.r2 = s.whose(s.told.states[0]);
        }
    }
}
