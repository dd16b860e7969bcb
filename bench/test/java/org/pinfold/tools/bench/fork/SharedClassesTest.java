package org.pinfold.tools.bench.fork;

import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class SharedClassesTest {
    @Test
    void onlyJarsCanBeArchived() {
        assertEquals(2, SharedClasses.options("a/tools.jar").size());
        assertEquals(List.of(), SharedClasses.options("a/classes" + File.pathSeparator + "a/tools.jar"));
    }
}
