package org.pinfold.delivery;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** The pom that is published has what Maven Central demands, and brings nothing along. */
class UsersPomTest {
    private static List<String> find(String expression) {
        return Delivered.find(Delivered.USERS_POM, expression);
    }

    @ParameterizedTest
    @ValueSource(strings = {"groupId", "artifactId", "version", "name", "description", "url", "licenses/license/name",
        "licenses/license/url", "developers/developer/name", "scm/url", "scm/connection", "scm/developerConnection"})
    void hasWhatCentralDemands(String element) {
        List<String> found = find("/project/" + element);
        assertEquals(1, found.size(), element);
        assertFalse(found.getFirst().isEmpty() || found.getFirst().contains("${"), found::toString);
    }

    @Test
    void nothingComesAlong() {
        assertEquals(Set.of("netty-buffer", "netty-common", "micrometer-core", "arrow-memory-core"),
                Set.copyOf(find("//dependency/artifactId")));
        assertEquals(4, find("//dependency/optional[. = 'true']").size());
        assertEquals(4, find("//dependency").size());
    }

    @Test
    void nothingOfTheBuildIsInIt() {
        assertEquals(List.of(), find("/project/*[self::build or self::properties or self::profiles or self::parent"
                + " or self::dependencyManagement or self::repositories]"));
        assertFalse(Delivered.find(Delivered.POM, "/project/build").isEmpty(), "the expression finds nothing");
    }
}
