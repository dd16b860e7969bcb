package org.pinfold.os;

/** Error numbers: their names, their meaning, and what a user can do about them. */
final class Errno {
    private Errno() {
    }

    /** Tells whether the error means that memory is short, rather than that the call was wrong. */
    static boolean isRefusal(int errno) {
        return errno == LinuxConstants.ENOMEM || errno == LinuxConstants.EAGAIN;
    }

    static String text(int errno) {
        return "errno " + errno + switch (errno) {
            case LinuxConstants.EPERM -> " EPERM, operation not permitted";
            case LinuxConstants.EBADF -> " EBADF, bad file descriptor";
            case LinuxConstants.EAGAIN -> " EAGAIN, resource temporarily unavailable";
            case LinuxConstants.ENOMEM -> " ENOMEM, cannot allocate memory";
            case LinuxConstants.EACCES -> " EACCES, permission denied";
            case LinuxConstants.EFAULT -> " EFAULT, bad address";
            case LinuxConstants.EEXIST -> " EEXIST, mapping exists";
            case LinuxConstants.ENODEV -> " ENODEV, no such device";
            case LinuxConstants.EINVAL -> " EINVAL, invalid argument";
            case LinuxConstants.ENFILE -> " ENFILE, too many open files in the system";
            case LinuxConstants.ENOSYS -> " ENOSYS, function not implemented";
            case LinuxConstants.EOVERFLOW -> " EOVERFLOW, value too large";
            default -> "";
        };
    }

    /** A clause to append to the failure's message, empty where nothing useful is known. */
    static String remedy(String call, int errno) {
        return switch (errno) {
            case LinuxConstants.ENOMEM -> "; look at the address space limit (ulimit -v), overcommit"
                    + " (vm.overcommit_memory, vm.overcommit_ratio) and the number of mappings (vm.max_map_count)";
            case LinuxConstants.EAGAIN -> "; the kernel is short of a resource or memory is locked (ulimit -l):"
                    + " try again later";
            case LinuxConstants.EPERM, LinuxConstants.EACCES, LinuxConstants.ENOSYS ->
                    "; a security policy (seccomp, SELinux) may forbid the call to this process";
            case LinuxConstants.EINVAL -> call.equals("madvise")
                    ? "; locked pages (mlockall) cannot be given back: do not lock the process's memory" : "";
            default -> "";
        };
    }
}
