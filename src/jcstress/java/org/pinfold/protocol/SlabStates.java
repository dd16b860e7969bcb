package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.State;

/** The slabs that the tables of the slab's word start from. Of several blocks that are home, the last one is first. */
public final class SlabStates {
    private SlabStates() {
    }

    /** A slab, and what the tables do with it. */
    abstract static class Start {
        final SlabWord slab;

        Start(SlabWord slab) {
            this.slab = slab;
        }

        String end() {
            return SlabFixture.end(slab);
        }

        Duty push(int... blocks) {
            return SlabFixture.push(slab, blocks);
        }

        int take(int want) {
            return SlabFixture.take(slab, want);
        }

        int loot(boolean rest) {
            return SlabFixture.loot(slab, rest);
        }

        Duty purge() {
            return SlabFixture.purge(slab, () -> { });
        }

        int takeRest() {
            return SlabFixture.takeRest(slab);
        }
    }

    /** Held, nothing carved of four. */
    @State
    public static class Fresh extends Start {
        public Fresh() {
            super(SlabFixture.held(4, 0));
        }
    }

    /** Held, two carved of four, both out. */
    @State
    public static class Half extends Start {
        public Half() {
            super(SlabFixture.held(4, 2));
        }
    }

    /** Held, two carved of four, both home. */
    @State
    public static class AllHome extends Start {
        public AllHome() {
            super(SlabFixture.held(4, 2, 0, 1));
        }
    }

    /** Listed, two carved of four, both out. */
    @State
    public static class Listed extends Start {
        public Listed() {
            super(SlabFixture.free(4, 2));
        }
    }

    /** Listed, two carved of four, block 0 home. */
    @State
    public static class ListedOneHome extends Start {
        public ListedOneHome() {
            super(SlabFixture.free(4, 2, 0));
        }
    }

    /** Held, all four carved, block 3 home. */
    @State
    public static class FourOneHome extends Start {
        public FourOneHome() {
            super(SlabFixture.held(4, 4, 3));
        }
    }

    /** Held, both blocks out. */
    @State
    public static class Exhausted extends Start {
        public Exhausted() {
            super(SlabFixture.held(2, 2));
        }
    }

    /** Held, block 1 home. */
    @State
    public static class OneHome extends Start {
        public OneHome() {
            super(SlabFixture.held(2, 2, 1));
        }
    }

    /** Held, block 0 home. */
    @State
    public static class OtherHome extends Start {
        public OtherHome() {
            super(SlabFixture.held(2, 2, 0));
        }
    }

    /** Held, one carved of two, and out. */
    @State
    public static class OneCarved extends Start {
        public OneCarved() {
            super(SlabFixture.held(2, 1));
        }
    }

    /** Full, both blocks out. */
    @State
    public static class Full extends Start {
        public Full() {
            super(SlabFixture.free(2, 2));
        }
    }

    /** Full, all five blocks out. */
    @State
    public static class FullFive extends Start {
        public FullFive() {
            super(SlabFixture.free(5, 5));
        }
    }

    /** Listed, block 1 home, block 0 out. */
    @State
    public static class ListedLastOut extends Start {
        public ListedLastOut() {
            super(SlabFixture.free(2, 2, 1));
        }
    }
}
