package org.pinfold.tools.peer;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The functions of one {@link NativeLibrary}, linked as critical calls: the cheapest way from Java into C. */
record NativeFunctions(NativeLibrary library, String loadedFrom, MethodHandle malloc, MethodHandle calloc,
        MethodHandle alignedAlloc, MethodHandle realloc, MethodHandle free, MethodHandle usableSize) {

    /**
     * Loads and links {@code library}.
     *
     * @throws PeerMissingException if the library is not installed
     * @throws IllegalStateException if the malloc found is not in the library's own file
     */
    static NativeFunctions link(NativeLibrary library) {
        SymbolLookup symbols = symbols(library);
        Path file = MappedFiles.fileAt(symbols.findOrThrow(library.malloc()).address());
        String stem = library.fileName().substring(0, library.fileName().indexOf(".so"));
        if (!file.getFileName().toString().startsWith(stem)) {
            throw new IllegalStateException(library.malloc() + " of " + library.fileName() + " lies in " + file);
        }
        ValueLayout size = ValueLayout.JAVA_LONG;
        return new NativeFunctions(library, file.toString(),
                function(symbols, library.malloc(), size, size),
                function(symbols, library.calloc(), size, size, size),
                function(symbols, library.alignedAlloc(), size, size, size),
                function(symbols, library.realloc(), size, size, size),
                linked(symbols, library.free(), FunctionDescriptor.ofVoid(size)),
                function(symbols, library.usableSize(), size, size));
    }

    @SuppressWarnings("restricted")
    private static SymbolLookup symbols(NativeLibrary library) {
        if (library == NativeLibrary.GLIBC) {
            return Linker.nativeLinker().defaultLookup();
        }
        try {
            return SymbolLookup.libraryLookup(library.fileName(), Arena.global());
        } catch (IllegalArgumentException e) {
            throw new PeerMissingException("not installed: " + library.fileName() + " (Debian: "
                    + library.debianPackage() + ")", e);
        }
    }

    private static MethodHandle function(SymbolLookup symbols, String name, MemoryLayout result,
            MemoryLayout... arguments) {
        return linked(symbols, name, FunctionDescriptor.of(result, arguments));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle linked(SymbolLookup symbols, String name, FunctionDescriptor type) {
        MemorySegment symbol = symbols.findOrThrow(name);
        return Linker.nativeLinker().downcallHandle(symbol, type, Linker.Option.critical(false));
    }
}
