package org.pinfold.specs;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Values of each sort, as TLC prints them. */
class TlaParserTest {
    @Test
    void aStateIsARecordOfItsVariables() {
        TlaValue state = TlaParser.state("""
                /\\ word = [state |-> "HELD", carved |-> 4]
                /\\ seen = ( t1 :> <<3, -1>> @@
                  t2 :> None )
                /\\ out = {1, 5}
                /\\ free = 0..2
                /\\ on = TRUE""");
        assertEquals(Set.of("word", "seen", "out", "free", "on"), state.domain());
        assertEquals(new TlaValue(Map.of("state", "HELD", "carved", 4L)), state.at("word"));
        assertEquals(-1, state.at("seen").at("t1").at(2L).number());
        assertTrue(state.at("seen").at("t2").isOneOf("None"));
        assertEquals(Set.of(1L, 5L), state.at("out").set());
        assertEquals(Set.of(0L, 1L, 2L), state.at("free").set());
        assertTrue(state.at("on").isTrue());
    }

    @Test
    void nothingIsEmpty() {
        assertEquals(Set.of(), TlaParser.value("{}").set());
        assertEquals(Set.of(), TlaParser.value("<<>>").domain());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 2", "[a -> 1]", "(1 |-> 2)", "{1 : 2}", "?"})
    void whatIsNoValueIsRefused(String text) {
        assertThrows(AssertionError.class, () -> TlaParser.value(text));
    }

    @Test
    void aValueOfAnotherSortIsRefused() {
        TlaValue number = TlaParser.value("7");
        assertThrows(AssertionError.class, number::name);
        assertThrows(AssertionError.class, number::set);
        assertThrows(AssertionError.class, () -> TlaParser.value("<<7>>").at(2L));
    }
}
