package org.pinfold.tools.plot;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Every colour can be read on what is behind it, light and dark: by the formulas and bounds of WCAG 2, level AA. */
class ContrastTest {
    private static final double OF_TEXT = 4.5;
    private static final double OF_PICTURES = 3;
    private static final List<Ink> DRAWN = List.of(Ink.LINE, Ink.FIRST, Ink.SECOND, Ink.THIRD, Ink.FOURTH, Ink.FIFTH,
            Ink.SIXTH, Ink.SEVENTH, Ink.EIGHTH);

    private static double channel(int value) {
        double part = value / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    private static double luminance(int rgb) {
        return 0.2126 * channel(rgb >> 16 & 0xff) + 0.7152 * channel(rgb >> 8 & 0xff) + 0.0722 * channel(rgb & 0xff);
    }

    private static double contrast(int one, int other) {
        double first = luminance(one) + 0.05;
        double second = luminance(other) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    /** Those of these pairs that cannot be told apart, in words. */
    private static List<String> tooLittle(double least, Ink ink, Paper... papers) {
        List<String> found = new ArrayList<>();
        for (Paper paper : papers) {
            double light = contrast(ink.light(), paper.light());
            double dark = contrast(ink.dark(), paper.dark());
            if (light < least || dark < least) {
                found.add(ink + " on " + paper + ": " + light + " light, " + dark + " dark");
            }
        }
        return found;
    }

    @Test
    void textCanBeRead() {
        assertEquals(List.of(), tooLittle(OF_TEXT, Ink.TEXT, Paper.PAGE, Paper.SOFT, Paper.GOOD, Paper.OLD));
        assertEquals(List.of(), tooLittle(OF_TEXT, Ink.LINE, Paper.PAGE), "names of facts, captions");
        assertEquals(List.of(), tooLittle(OF_TEXT, Ink.ALARM, Paper.PAGE, Paper.BAD));
    }

    @Test
    void linesBarsAndDotsCanBeSeen() {
        DRAWN.forEach(ink -> assertEquals(List.of(), tooLittle(OF_PICTURES, ink, Paper.PAGE)));
    }

    @Test
    void theFormulaIsThatOfTheStandard() {
        assertEquals(21, contrast(0x000000, 0xffffff), 1e-9);
        assertEquals(1, contrast(0x123456, 0x123456));
        assertEquals(4.48, contrast(0x777777, 0xffffff), 0.005, "the grey that is known to miss the bound for text");
    }

    /** The lines of a grid are there for those who see them; nothing is lost without them. */
    @Test
    @Tag("canary")
    void canaryAColourThatIsTooWeakIsFound() {
        assertFalse(tooLittle(OF_PICTURES, Ink.GRID, Paper.PAGE).isEmpty());
    }

    /** A page has no colours but these. */
    @Test
    void theStyleNamesNoColourItself() {
        String html = new Page("empty").html();
        String own = html.replace(Paper.style(), "").replace(Ink.style(), "");
        assertEquals(List.of(), Html.matches(own, "#[0-9a-fA-F]{3,8}\\b|rgb\\(|hsl\\(").toList());
    }
}
