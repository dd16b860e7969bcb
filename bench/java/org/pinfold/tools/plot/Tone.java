package org.pinfold.tools.plot;

import java.util.Locale;

/** A colour that is one on a light page and another on a dark one. */
interface Tone {
    /** As an enum has it. */
    String name();

    int light();

    int dark();

    /** What a page's style calls it. */
    default String variable() {
        return "--" + name().toLowerCase(Locale.ROOT);
    }

    /**
     * The rules that give these variables their colours.
     *
     * @param also what else a page of either kind has
     */
    static String style(String also, Tone... tones) {
        StringBuilder light = new StringBuilder();
        StringBuilder dark = new StringBuilder();
        for (Tone tone : tones) {
            light.append(String.format(Locale.ROOT, "%s:#%06x;", tone.variable(), tone.light()));
            dark.append(String.format(Locale.ROOT, "%s:#%06x;", tone.variable(), tone.dark()));
        }
        return ":root{" + also + light + "}\n@media (prefers-color-scheme:dark){:root{" + dark + "}}\n";
    }
}
