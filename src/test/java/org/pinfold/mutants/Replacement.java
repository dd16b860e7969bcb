package org.pinfold.mutants;

/**
 * One edit: in {@code file}, the one place that reads {@code find} reads {@code replacement} instead.
 *
 * @param file below the source folder, with slashes
 * @param find exact text, of one line or several, without the last line's end
 */
public record Replacement(String file, String find, String replacement) {
    /**
     * The source after the edit.
     *
     * @throws AssertionError if the text occurs not exactly once
     */
    public String apply(String source) {
        int place = source.indexOf(find);
        if (place < 0) {
            throw new AssertionError("does not occur in " + file + ":\n" + find);
        }
        if (source.indexOf(find, place + 1) >= 0) {
            throw new AssertionError("occurs more than once in " + file + ":\n" + find);
        }
        return source.substring(0, place) + replacement + source.substring(place + find.length());
    }
}
