package org.pinfold.tools.plot;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** What tests ask of pages. */
final class Html {
    private static final String PICTURE = "(?s)<svg.*?</svg>";

    private Html() {
    }

    static Stream<String> matches(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group);
    }

    static List<String> pictures(String html) {
        return matches(html, PICTURE).toList();
    }

    /** All but pictures, whose measures are those of the machine's fonts. */
    static String withoutPictures(String html) {
        return html.replaceAll(PICTURE, "");
    }

    static String row(String... cells) {
        return "<tr><td>" + String.join("</td><td>", cells) + "</td></tr>";
    }

    /** The page fetches nothing, from nowhere; addresses in it are names of vocabularies. */
    static void assertNeedsNothingElse(String html) {
        for (String needed : List.of("<script", "<link", "<img", "<iframe", "<object", " src=", "@import", "url(http",
                "url(//", "href=\"//", "href=\"http")) {
            assertFalse(html.contains(needed), needed);
        }
        assertEquals(Set.of(), without(matches(html, "https?://[^\"' )<]+"), "http://www.w3.org/2000/svg",
                "http://www.w3.org/1999/xlink"), "names, not addresses");
    }

    /** So that the style can replace every colour of a picture. */
    static void assertOnlyColoursOfInk(String html) {
        Stream<String> drawn = pictures(html).stream().flatMap(picture -> matches(picture, "rgb\\(\\d+,\\d+,\\d+\\)"));
        assertEquals(Set.of(), without(drawn, matches(Ink.style(), "rgb\\(\\d+,\\d+,\\d+\\)").toArray(String[]::new)));
    }

    private static Set<String> without(Stream<String> found, String... known) {
        Set<String> all = found.collect(Collectors.toSet());
        List.of(known).forEach(all::remove);
        return all;
    }
}
