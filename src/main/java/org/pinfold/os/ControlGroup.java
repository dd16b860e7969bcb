package org.pinfold.os;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The memory limit of the control group (version 2) that this process runs in, as containers have it.
 *
 * <p>Groups are nested folders and each may have a limit; the least one holds. The outermost group has no such file.
 */
final class ControlGroup {
    private static final Path MOUNT = Path.of("sys/fs/cgroup");

    private ControlGroup() {
    }

    /** The limit in bytes, {@link Machine#UNLIMITED} if no group sets one, empty if no group tells. */
    static OptionalLong memoryLimit(SystemFiles files) {
        OptionalLong least = OptionalLong.empty();
        for (Path group = ownGroup(files); group.startsWith(MOUNT); group = group.getParent()) {
            OptionalLong limit = limitOf(files, group);
            if (limit.isPresent()) {
                least = OptionalLong.of(Math.min(limit.getAsLong(), least.orElse(Machine.UNLIMITED)));
            }
        }
        return least;
    }

    /** In a container the named folder may be hidden; then the mount's own folder is the group. */
    private static Path ownGroup(SystemFiles files) {
        Optional<String> name = files.match("proc/self/cgroup", "^0::/(.*)$");
        Path group = MOUNT.resolve(name.orElse("")).normalize();
        return group.startsWith(MOUNT) ? group : MOUNT;
    }

    private static OptionalLong limitOf(SystemFiles files, Path group) {
        String name = group.resolve("memory.max").toString();
        return files.text(name).map(text -> text.equals("max")
                ? OptionalLong.of(Machine.UNLIMITED) : SystemFiles.parse(text)).orElse(OptionalLong.empty());
    }
}
