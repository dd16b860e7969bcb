package org.pinfold.misuse;

import java.util.List;

/** The cases of other allocators' suites by their own names. */
final class OtherSuites {
    /**
     * The programs that {@code test/Makefile} of GrapheneOS/hardened_malloc lists at commit
     * 9a44297103dc05a7ba8c68aff448f7062db5e4ba.
     */
    static final List<String> HARDENED_MALLOC = names("""
            offset mallinfo mallinfo2 malloc_info large_array_growth
            double_free_large double_free_large_delayed double_free_small double_free_small_delayed
            unaligned_free_large unaligned_free_small
            read_after_free_large read_after_free_small
            write_after_free_large write_after_free_large_reuse write_after_free_small write_after_free_small_reuse
            read_zero_size write_zero_size
            invalid_free_protected invalid_free_unprotected invalid_free_small_region invalid_free_small_region_far
            uninitialized_read_small uninitialized_read_large uninitialized_free uninitialized_realloc
            uninitialized_malloc_usable_size
            overflow_large_1_byte overflow_large_8_byte overflow_small_1_byte overflow_small_8_byte string_overflow
            delete_type_size_mismatch aligned_sized_delete_small aligned_sized_delete_small_min_align
            invalid_aligned_sized_delete_small aligned_sized_delete_large invalid_aligned_sized_delete_large
            unaligned_malloc_usable_size_small invalid_malloc_usable_size_small
            invalid_malloc_usable_size_small_quarantine
            malloc_object_size malloc_object_size_offset malloc_object_size_zero invalid_malloc_object_size_small
            invalid_malloc_object_size_small_quarantine
            impossibly_large_malloc realloc_init malloc_zero_different malloc_noreuse
            """);

    /**
     * The sources in {@code bench/security} of daanx/mimalloc-bench since commit
     * 88a45a5d530ff5c5be40996372adcc19851c83a6, less their endings: 37 in C, each of which its CMakeLists.txt compiles
     * for blocks of 8, 4,096 and 262,144 bytes, and 5 in C++.
     */
    static final List<String> MIMALLOC_BENCH = names("""
            32_byte_memcpy_overflow 32_byte_memcpy_underflow 32_byte_overflow 32_byte_underflow
            delete_type_size_mismatch
            double_free double_free_delayed double_free_interleaved double_free_reuse double_free_single_reuse
            executable_heap impossibly_large_malloc
            invalid_array_delete_char invalid_array_delete_string invalid_delete_array_char
            invalid_delete_array_string
            invalid_free invalid_free_alloca invalid_free_close invalid_free_far invalid_free_stack
            invalid_free_unaligned invalid_free_unaligned_multiple
            malloc_reuse malloc_reuse_downsize
            one_byte_memcpy_overflow one_byte_memcpy_underflow one_byte_overflow one_byte_underflow
            one_mbyte_memcpy_overflow one_mbyte_memcpy_underflow one_mbyte_overflow one_mbyte_underflow
            read_zero_size read_zero_size_free realloc_reuse
            write_after_free write_after_free_reuse write_zero_size write_zero_size_free
            zero_after_free zero_on_malloc
            """);

    private OtherSuites() {
    }

    private static List<String> names(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
