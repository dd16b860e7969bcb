package org.pinfold.tools.peer;

/** The C allocators that are called by the JDK's linker, and what each names its functions. */
public enum NativeLibrary {
    GLIBC("libc.so.6", "libc6", "malloc", "calloc", "aligned_alloc", "realloc", "free", "malloc_usable_size"),
    MIMALLOC("libmimalloc.so.2", "libmimalloc2.0", "mi_malloc", "mi_calloc", "mi_aligned_alloc", "mi_realloc",
            "mi_free", "mi_usable_size"),
    JEMALLOC("libjemalloc.so.2", "libjemalloc2", "malloc", "calloc", "aligned_alloc", "realloc", "free",
            "malloc_usable_size"),
    TCMALLOC("libtcmalloc_minimal.so.4", "libtcmalloc-minimal4", "tc_malloc", "tc_calloc", "tc_memalign",
            "tc_realloc", "tc_free", "tc_malloc_size");

    private final String fileName;
    private final String debianPackage;
    private final String malloc;
    private final String calloc;
    private final String alignedAlloc;
    private final String realloc;
    private final String free;
    private final String usableSize;

    NativeLibrary(String fileName, String debianPackage, String malloc, String calloc, String alignedAlloc,
            String realloc, String free, String usableSize) {
        this.fileName = fileName;
        this.debianPackage = debianPackage;
        this.malloc = malloc;
        this.calloc = calloc;
        this.alignedAlloc = alignedAlloc;
        this.realloc = realloc;
        this.free = free;
        this.usableSize = usableSize;
    }

    public String fileName() {
        return fileName;
    }

    public String debianPackage() {
        return debianPackage;
    }

    String malloc() {
        return malloc;
    }

    String calloc() {
        return calloc;
    }

    String alignedAlloc() {
        return alignedAlloc;
    }

    String realloc() {
        return realloc;
    }

    String free() {
        return free;
    }

    String usableSize() {
        return usableSize;
    }
}
