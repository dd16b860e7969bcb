package org.pinfold.heap;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinfold.heap.Events.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;

class EventsTest {
    private final Events events = new Events();

    @Test
    void keepsTheLastInOrder() {
        for (int i = 0; i < 3 * Events.KEPT + 5; i++) {
            events.add(i % 2 == 0 ? Kind.OPENED : Kind.RELEASED, i, 0);
        }
        List<Events.Event> last = events.last(event -> true);
        assertEquals(Events.KEPT, last.size());
        for (int i = 0; i < last.size(); i++) {
            assertEquals(2 * Events.KEPT + 5 + i, last.get(i).superslab());
        }
        assertEquals(Events.KEPT / 2, events.last(event -> event.kind() == Kind.OPENED).size());
    }

    @Test
    void hasNothingAtFirst() {
        assertEquals(List.of(), events.last(event -> true));
    }
}
