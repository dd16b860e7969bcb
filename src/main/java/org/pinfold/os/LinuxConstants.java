package org.pinfold.os;

import java.util.Locale;

/**
 * Numbers of the Linux interface, the same on x86-64 and AArch64. Another platform needs its own: on macOS, for one,
 * anonymous mappings and {@code EAGAIN} have other numbers.
 */
final class LinuxConstants {
    static final int PROT_NONE = 0x0;
    static final int PROT_READ = 0x1;
    static final int PROT_WRITE = 0x2;

    static final int MAP_PRIVATE = 0x02;
    static final int MAP_ANONYMOUS = 0x20;
    static final int MAP_NORESERVE = 0x4000;

    static final int MADV_DONTNEED = 4;
    static final int MADV_HUGEPAGE = 14;
    static final int MADV_NOHUGEPAGE = 15;
    /** Since Linux 5.14; older ones answer EINVAL. */
    static final int MADV_POPULATE_WRITE = 23;

    static final int SC_PAGESIZE = 30;

    /** The entry of the auxiliary vector that holds the page size. */
    static final long AT_PAGESZ = 6;

    static final int EPERM = 1;
    static final int EBADF = 9;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int EFAULT = 14;
    static final int EEXIST = 17;
    static final int ENODEV = 19;
    static final int EINVAL = 22;
    static final int ENFILE = 23;
    static final int ENOSYS = 38;
    static final int EOVERFLOW = 75;

    private LinuxConstants() {
    }

    /** Throws unless these numbers hold for the platform of those names (system properties os.name and os.arch). */
    static void requirePlatform(String name, String architecture) {
        boolean knownArchitecture = switch (architecture.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "aarch64", "arm64" -> true;
            default -> false;
        };
        if (!name.equals("Linux") || !knownArchitecture) {
            throw new UnsupportedPlatformException(name, architecture);
        }
    }
}
