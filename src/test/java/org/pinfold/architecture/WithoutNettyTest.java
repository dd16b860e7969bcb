package org.pinfold.architecture;

import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCounted;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.pinfold.mutants.ChildVm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who has no Netty uses the library all the same, as a module and on the class path; who has it can use both. */
class WithoutNettyTest {
    private static final String CLASSES = System.getProperty("pinfold.classes");
    private static final String TEST_CLASSES = System.getProperty("pinfold.test.classes");

    private static String jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    private static String run(ChildVm child) {
        ChildVm.Result result = child.run();
        assertEquals(0, result.exitCode(), result::output);
        return result.output();
    }

    /** The class path has the program alone. */
    private static ChildVm onModules(String modulePath, String... options) {
        return new ChildVm(WithoutNetty.class.getName()).classPath(TEST_CLASSES)
                .vmArguments("--enable-native-access=org.pinfold", "--module-path", modulePath).vmArguments(options);
    }

    @Test
    void theModuleNeedsNoNetty() {
        String output = run(onModules(CLASSES, "--add-modules", "org.pinfold"));
        assertTrue(output.contains(WithoutNetty.HEAP + "org.pinfold"), output);
        assertTrue(output.contains(WithoutNetty.NO_NETTY), output);
    }

    @Test
    void theClassPathNeedsNoNetty() {
        String output = run(new ChildVm(WithoutNetty.class.getName()).classPath(CLASSES + File.pathSeparator
                + TEST_CLASSES).vmArguments("--enable-native-access=ALL-UNNAMED"));
        assertTrue(output.contains(WithoutNetty.HEAP), output);
        assertTrue(output.contains(WithoutNetty.NO_NETTY), output);
    }

    @Test
    void asModulesTheyWorkTogether() throws URISyntaxException {
        String output = run(onModules(String.join(File.pathSeparator, CLASSES, jarOf(ByteBuf.class),
                jarOf(ReferenceCounted.class)), "--add-modules", "org.pinfold,io.netty.buffer"));
        assertTrue(output.contains(WithoutNetty.BUFFER + "org.pinfold"), output);
        assertFalse(output.contains(WithoutNetty.NO_NETTY), output);
    }
}
