package org.pinfold.tools.plot;

import java.awt.Color;
import java.util.Locale;

/** The colours of pictures, each for a light and for a dark page; apart also for those who see few colours. */
enum Ink implements Tone {
    TEXT(0x1f2328, 0xe6edf3),
    GRID(0xd0d7de, 0x30363d),
    LINE(0x59636e, 0x9198a1),
    ALARM(0xb42318, 0xff8a7d),
    FIRST(0x0072b2, 0x56b4e9),
    SECOND(0xd55e00, 0xff9447),
    THIRD(0x009e73, 0x3fd0a4),
    FOURTH(0x8f4f8a, 0xd79bd0),
    FIFTH(0x8a6d00, 0xe3c34f),
    SIXTH(0xc2185b, 0xff7eb6),
    SEVENTH(0x4d4d4d, 0xc8c8c8),
    EIGHTH(0x3d7a12, 0x9ed66b);

    private final int light;
    private final int dark;

    Ink(int light, int dark) {
        this.light = light;
        this.dark = dark;
    }

    /** What to draw with. */
    Color color() {
        return new Color(light);
    }

    @Override
    public int light() {
        return light;
    }

    @Override
    public int dark() {
        return dark;
    }

    /** What replaces the colours of pictures in a page. */
    static String style() {
        StringBuilder rules = new StringBuilder();
        for (Ink ink : values()) {
            Color drawn = ink.color();
            String rgb = String.format(Locale.ROOT, "rgb(%d,%d,%d)", drawn.getRed(), drawn.getGreen(), drawn.getBlue());
            rules.append(String.format(Locale.ROOT, "svg [fill=\"%1$s\"]{fill:var(%2$s)}svg [stroke=\"%1$s\"]"
                    + "{stroke:var(%2$s)}\n", rgb, ink.variable()));
        }
        return Tone.style("", values()) + rules;
    }
}
