package org.pinfold.tools.bench.ab;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Loads the library and the loops anew, so that its classes are compiled apart from all others of the same names. All
 * else, and what both sides and their caller have in common, comes from the parent.
 */
final class SideLoader extends ClassLoader {
    private static final String LIBRARY = "org.pinfold.";
    private static final String TOOLS = "org.pinfold.tools.";
    private static final String SIDES = "org.pinfold.tools.bench.ab.side.";
    private static final String UNCHECKED = "org.pinfold.tools.bench.ab.unchecked.Unchecked";
    /** What has no marks of blocks: class, and the class whose methods take the place of its own. */
    private static final Map<String, String> WITHOUT_BLOCK_STATE = Map.of(
            "org.pinfold.protocol.BlockState", UNCHECKED + "BlockState",
            "org.pinfold.heap.Allocator", UNCHECKED + "Allocator");

    private final Map<String, String> replaced;

    private SideLoader(Map<String, String> replaced) {
        super(new Shared());
        this.replaced = replaced;
    }

    /** A factory of sides with classes of their own: the library's, or the library's without marks of blocks. */
    static SideFactory factory(boolean blockState) {
        SideLoader loader = new SideLoader(blockState ? Map.of() : WITHOUT_BLOCK_STATE);
        try {
            return (SideFactory) loader.loadClass(SIDES + "Sides").getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the loops are there and cannot be loaded", e);
        }
    }

    private static boolean isOwn(String name) {
        return name.startsWith(LIBRARY) && !name.startsWith(TOOLS) || name.startsWith(SIDES);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = bytes(name);
        String donor = replaced.get(name);
        if (donor != null) {
            bytes = MethodBodies.replace(bytes, bytes(donor));
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] bytes(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** What sides and their caller have in common. */
    private static final class Shared extends ClassLoader {
        Shared() {
            super(SideLoader.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (isOwn(name)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
