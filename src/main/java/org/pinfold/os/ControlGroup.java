package org.pinfold.os;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The memory limit of the control group, of version 2 or 1, that this process runs in, as containers have it.
 *
 * <p>Groups are nested folders and each may have a limit; the least one holds. The outermost group of version 2 has no
 * such file. Version 1 has a tree of folders for memory alone, and says "no limit" by a number larger than any memory.
 */
final class ControlGroup {
    private static final Path MOUNT = Path.of("sys/fs/cgroup");
    private static final Path MEMORY_MOUNT = MOUNT.resolve("memory");
    private static final long LARGER_THAN_ANY = 1L << 60;

    private ControlGroup() {
    }

    /** The limit in bytes, {@link Machine#UNLIMITED} if no group sets one, empty if no group tells. */
    static OptionalLong memoryLimit(SystemFiles files) {
        OptionalLong limit = least(files, MOUNT, "^0::/(.*)$", "memory.max");
        return limit.isPresent() ? limit
                : least(files, MEMORY_MOUNT, "^\\d+:(?:[\\w,]+,)?memory(?:,[\\w,]+)?:/(.*)$", "memory.limit_in_bytes");
    }

    private static OptionalLong least(SystemFiles files, Path mount, String line, String file) {
        OptionalLong least = OptionalLong.empty();
        for (Path group = ownGroup(files, mount, line); group.startsWith(mount); group = group.getParent()) {
            OptionalLong limit = limitOf(files, group.resolve(file));
            if (limit.isPresent()) {
                least = OptionalLong.of(Math.min(limit.getAsLong(), least.orElse(Machine.UNLIMITED)));
            }
        }
        return least;
    }

    /** In a container the named folder may be hidden; then the mount's own folder is the group. */
    private static Path ownGroup(SystemFiles files, Path mount, String line) {
        Optional<String> name = files.match("proc/self/cgroup", line);
        Path group = mount.resolve(name.orElse("")).normalize();
        return group.startsWith(mount) ? group : mount;
    }

    private static OptionalLong limitOf(SystemFiles files, Path file) {
        return files.text(file.toString()).map(ControlGroup::parse).orElse(OptionalLong.empty());
    }

    private static OptionalLong parse(String text) {
        if (text.equals("max")) {
            return OptionalLong.of(Machine.UNLIMITED);
        }
        OptionalLong bytes = SystemFiles.parse(text);
        return bytes.isPresent() && bytes.getAsLong() >= LARGER_THAN_ANY ? OptionalLong.of(Machine.UNLIMITED) : bytes;
    }
}
