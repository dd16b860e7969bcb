package org.pinfold.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the system tells of a mapping of this process. */
final class SystemMapping {
    private SystemMapping() {
    }

    /** The kernel's description of the mapping that holds an address: a head line, then fields, flags last. */
    static List<String> at(long address) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of("/proc/self/smaps"));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        for (int head = 0; head < lines.size(); head++) {
            if (!lines.get(head).matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                continue;
            }
            String[] ends = lines.get(head).split(" ")[0].split("-");
            if (Long.parseUnsignedLong(ends[0], 16) <= address && address < Long.parseUnsignedLong(ends[1], 16)) {
                int flags = head;
                while (!lines.get(flags).startsWith("VmFlags:")) {
                    flags++;
                }
                return lines.subList(head, flags + 1);
            }
        }
        throw new AssertionError("no mapping at 0x%x".formatted(address));
    }

    /** The value of a field, in bytes. */
    static long bytes(long address, String field) {
        String line = at(address).stream().filter(text -> text.startsWith(field + ":")).findFirst().orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }
}
