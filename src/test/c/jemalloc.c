/*
 * The native half of org.pinfold.migration.Jemalloc. By the names that jemalloc alone has: malloc and free of a library
 * that Java loads are the C library's.
 */
#include <jni.h>

extern void *mallocx(size_t size, int flags);
extern void *rallocx(void *block, size_t size, int flags);
extern void dallocx(void *block, int flags);

JNIEXPORT jlong JNICALL Java_org_pinfold_migration_Jemalloc_realloc(JNIEnv *env, jclass type, jlong block, jlong size) {
    (void) env;
    (void) type;
    size_t bytes = size == 0 ? 1 : (size_t) size;
    return (jlong) (block == 0 ? mallocx(bytes, 0) : rallocx((void *) block, bytes, 0));
}

JNIEXPORT void JNICALL Java_org_pinfold_migration_Jemalloc_free(JNIEnv *env, jclass type, jlong block) {
    (void) env;
    (void) type;
    if (block != 0) {
        dallocx((void *) block, 0);
    }
}

JNIEXPORT jobject JNICALL Java_org_pinfold_migration_Jemalloc_view(JNIEnv *env, jclass type, jlong block, jlong size) {
    (void) type;
    return (*env)->NewDirectByteBuffer(env, (void *) block, size);
}
