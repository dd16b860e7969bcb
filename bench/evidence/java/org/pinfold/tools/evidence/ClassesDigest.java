package org.pinfold.tools.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names the library that was measured: SHA-256 over names and bytes of its class files, in the order of names. */
public final class ClassesDigest {
    private static final int BRIEF = 12;

    private ClassesDigest() {
    }

    /** The first digits of a digest, which tell it from others for people and in names of files. */
    public static String brief(String digest) {
        return digest.substring(0, Math.min(BRIEF, digest.length()));
    }

    /** The digest of the library from which {@code member} was loaded, without the tools. */
    public static String of(Class<?> member) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            LibraryClasses.files(member).forEach((name, bytes) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
