package org.pinfold.specs;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Reads values, and states, as TLC prints them. */
final class TlaParser {
    private final String text;
    private int next;

    private TlaParser(String text) {
        this.text = text;
    }

    /** One value. */
    static TlaValue value(String text) {
        TlaParser parser = new TlaParser(text);
        Object value = parser.value();
        parser.end();
        return new TlaValue(value);
    }

    /** A state, which is printed as a conjunction of equations; read as a record of the variables. */
    static TlaValue state(String text) {
        TlaParser parser = new TlaParser(text);
        Map<Object, Object> variables = new LinkedHashMap<>();
        while (parser.take("/\\")) {
            String name = parser.word();
            parser.expect("=");
            variables.put(name, parser.value());
        }
        parser.end();
        return new TlaValue(variables);
    }

    private Object value() {
        if (take("<<")) {
            return tuple();
        }
        if (take("[")) {
            return record();
        }
        if (take("{")) {
            return set();
        }
        if (take("(")) {
            return function();
        }
        if (take("\"")) {
            int end = text.indexOf('"', next);
            String string = text.substring(next, end);
            next = end + 1;
            return string;
        }
        return atom(word());
    }

    private Object atom(String word) {
        if (word.equals("TRUE") || word.equals("FALSE")) {
            return word.equals("TRUE");
        }
        if (!word.matches("-?\\d+")) {
            return word;
        }
        long number = Long.parseLong(word);
        return take("..") ? interval(number, Long.parseLong(word())) : (Object) number;
    }

    private static Set<Object> interval(long first, long last) {
        Set<Object> numbers = new LinkedHashSet<>();
        for (long number = first; number <= last; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    private Map<Object, Object> tuple() {
        Map<Object, Object> values = new LinkedHashMap<>();
        while (!take(">>")) {
            values.put(values.size() + 1L, value());
            take(",");
        }
        return values;
    }

    private Set<Object> set() {
        Set<Object> values = new LinkedHashSet<>();
        while (!take("}")) {
            values.add(value());
            take(",");
        }
        return values;
    }

    private Map<Object, Object> record() {
        Map<Object, Object> values = new LinkedHashMap<>();
        while (!take("]")) {
            String field = word();
            expect("|->");
            values.put(field, value());
            take(",");
        }
        return values;
    }

    private Map<Object, Object> function() {
        Map<Object, Object> values = new LinkedHashMap<>();
        while (!take(")")) {
            Object argument = value();
            expect(":>");
            values.put(argument, value());
            take("@@");
        }
        return values;
    }

    private String word() {
        skipSpace();
        int begin = next;
        while (next < text.length() && (Character.isLetterOrDigit(text.charAt(next)) || isJoint(text.charAt(next)))) {
            next++;
        }
        if (begin == next) {
            throw error("a word is due");
        }
        return text.substring(begin, next);
    }

    private static boolean isJoint(char character) {
        return character == '_' || character == '-';
    }

    private boolean take(String token) {
        skipSpace();
        if (!text.startsWith(token, next)) {
            return false;
        }
        next += token.length();
        return true;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw error("\"" + token + "\" is due");
        }
    }

    private void end() {
        skipSpace();
        if (next < text.length()) {
            throw error("the end is due");
        }
    }

    private void skipSpace() {
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
    }

    private AssertionError error(String message) {
        return new AssertionError(message + " at character " + next + " of: " + text);
    }
}
