package org.pinfold.tools.plot;

import java.util.List;
import java.util.Locale;
import org.pinfold.HeapMap.Slab;
import org.pinfold.HeapMap.SlabState;
import org.pinfold.HeapMap.Superslab;
import org.pinfold.HeapMap.SuperslabState;
import org.pinfold.tools.watch.Sizes;

/**
 * Superslabs as tiles of eight by eight units. A slab has the colour of its class, the fainter the less of it users
 * have; units that nobody has are empty; units that no slab of this superslab has, and that are not free, are hatched,
 * or have the colour of the huge block that goes on here.
 */
final class MapTiles {
    static final String STYLE = """
            .tiles{display:flex;flex-wrap:wrap;gap:.9rem .7rem}.tile{margin:0;width:84px;font-size:.7rem;
            line-height:1.3;color:var(--line);font-variant-numeric:tabular-nums}
            .tile svg{display:block;width:84px;height:88px}
            .frame{fill:var(--soft);stroke:var(--grid)}.empty .frame{stroke-dasharray:2 3}
            .retiring .frame{stroke:var(--alarm);stroke-width:2}.retiring{color:var(--alarm)}.free{fill:var(--page)}
            .gone{fill:var(--line);opacity:.35}.resident{fill:var(--line)}.bar{fill:var(--grid)}
            .bad{stroke:var(--alarm);stroke-width:2}.all{display:block;max-width:100%}
            .all path:hover,.tile path:hover{stroke:var(--text)}
            """;
    private static final int SIDE = 8;
    private static final int UNIT = 10;
    private static final double FAINTEST = 0.2;

    private final StringBuilder html = new StringBuilder();
    /** Behind the last unit of the last huge block that was drawn, as units from the first superslab on. */
    private long hugeEnd;

    /** The tiles of these superslabs, in their order. */
    static String of(List<Superslab> superslabs) {
        MapTiles tiles = new MapTiles();
        tiles.html.append("<div class=\"tiles\">\n");
        long[] live = LiveBytes.of(superslabs);
        for (int place = 0; place < live.length; place++) {
            tiles.add(superslabs.get(place), live[place]);
        }
        return tiles.html.append("</div>").toString();
    }

    private void add(Superslab superslab, long live) {
        String state = superslab.state() == SuperslabState.IN_USE ? ""
                : superslab.state().name().toLowerCase(Locale.ROOT);
        html.append("<figure class=\"tile ").append(state).append("\"><svg viewBox=\"-2 -2 84 88\" role=\"img\" "
                + "aria-label=\"superslab ").append(superslab.index())
                .append("\"><rect class=\"frame\" x=\"-1\" y=\"-1\" width=\"81\" height=\"81\"/>");
        path("free", superslab.freeUnits(), "free units: " + Long.bitCount(superslab.freeUnits()));
        long others = ~superslab.freeUnits();
        for (Slab slab : superslab.slabs()) {
            long units = units(slab.firstUnit(), slab.units());
            others &= ~units;
            draw(slab, units, superslab);
            if (slab.units() > Superslab.UNITS) {
                hugeEnd = (long) superslab.index() * Superslab.UNITS + slab.units();
            }
        }
        rest(superslab, others);
        resident(superslab);
        html.append("</svg><figcaption>#").append(superslab.index()).append(' ')
                .append(state.isEmpty() ? Sizes.of(live) : state).append("</figcaption></figure>\n");
    }

    /** Units that are neither free nor of a slab that begins here. */
    private void rest(Superslab superslab, long units) {
        long first = (long) superslab.index() * Superslab.UNITS;
        long huge = hugeEnd > first ? units(0, (int) Math.min(hugeEnd - first, Superslab.UNITS)) & units : 0;
        if (huge != 0) {
            path("\" style=\"fill:" + Sort.LARGE.color(), huge, "a huge block that begins before");
        }
        path("gone", units & ~huge, "units that are being given back or looked at");
    }

    private void draw(Slab slab, long units, Superslab superslab) {
        long size = slab.large() ? 0 : slab.blockBytes();
        double fill = (double) slab.live() / slab.capacity();
        String attributes = (slab.state() == SlabState.QUARANTINED ? "bad" : "slab") + String.format(Locale.ROOT,
                "\" style=\"fill:%s;fill-opacity:%.2f", Sort.of(size).color(), FAINTEST + (1 - FAINTEST) * fill);
        path(attributes, units, says(slab, superslab));
    }

    private static String says(Slab slab, Superslab superslab) {
        String where = " at 0x" + Long.toHexString(superslab.address() + slab.firstUnit() * Superslab.UNIT_BYTES);
        if (slab.large()) {
            return "a large block of " + Sizes.of(slab.blockBytes()) + where + ": "
                    + (slab.live() > 0 ? "live" : slab.cached() > 0 ? "in a cache" : "free");
        }
        return "blocks of " + Sizes.ofBlocks(slab.blockBytes()) + where + ": " + slab.live() + " live, " + slab.cached()
                + " cached, " + slab.free() + " free; " + slab.state();
    }

    /** A bit for each of the units that lie in the superslab. */
    private static long units(int first, int count) {
        return -1L >>> Superslab.UNITS - Math.min(count, Superslab.UNITS - first) << first;
    }

    /** Draws units, row by row; those that follow each other have no gap between them. */
    private void path(String attributes, long units, String says) {
        if (units == 0) {
            return;
        }
        html.append("<path class=\"").append(attributes).append("\" d=\"");
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                int unit = row * SIDE + column;
                int end = column;
                while (end < SIDE && (units >>> row * SIDE + end & 1) != 0) {
                    end++;
                }
                if (end > column) {
                    boolean goesOn = row < SIDE - 1 && (units >>> unit + SIDE & 1) != 0;
                    html.append('M').append(column * UNIT).append(' ').append(row * UNIT).append('h')
                            .append((end - column) * UNIT - 1).append('v').append(goesOn ? UNIT : UNIT - 1).append("h-")
                            .append((end - column) * UNIT - 1).append('z');
                    column = end;
                }
            }
        }
        html.append("\"><title>").append(Page.escaped(says)).append("</title></path>");
    }

    /** A line below the units: how much is in physical memory. */
    private void resident(Superslab superslab) {
        if (superslab.residentBytes() >= 0) {
            long length = superslab.residentBytes() * SIDE * UNIT / Superslab.BYTES;
            html.append("<rect class=\"bar\" y=\"82\" width=\"79\" height=\"3\"/><rect class=\"resident\" y=\"82\" "
                    + "height=\"3\" width=\"").append(Math.max(length - 1, 0)).append("\"><title>resident: ")
                    .append(Sizes.of(superslab.residentBytes())).append("</title></rect>");
        }
    }
}
