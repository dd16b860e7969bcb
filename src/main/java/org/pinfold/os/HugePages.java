package org.pinfold.os;

import java.util.Collection;
import java.util.OptionalLong;

/** What the system tells about transparent huge pages. */
final class HugePages {
    /** Of the processors that there is an implementation for, with the usual page size. */
    static final long USUAL_BYTES = 2L << 20;

    private static final String FOLDER = "sys/kernel/mm/transparent_hugepage/";
    private static final String SMAPS = "proc/self/smaps";
    private static final String FIELD = "AnonHugePages:";

    private HugePages() {
    }

    /** The size of one in bytes; empty where the kernel makes none, whoever asks for them. */
    static OptionalLong bytes(SystemFiles files) {
        String mode = files.match(FOLDER + "enabled", "\\[(\\w+)]").orElse("never");
        if (mode.equals("never")) {
            return OptionalLong.empty();
        }
        long size = files.number(FOLDER + "hpage_pmd_size").orElse(USUAL_BYTES);
        return OptionalLong.of(Long.bitCount(size) == 1 ? size : USUAL_BYTES);
    }

    /**
     * How much of these ranges huge pages back; empty if the system does not tell. A mapping that reaches out of the
     * ranges, because the kernel has merged it with a stranger's, is taken to have them inside.
     */
    static OptionalLong backing(Collection<Reservation> ranges, SystemFiles files) {
        Sum sum = new Sum(ranges);
        return files.lines(SMAPS, sum::add) ? OptionalLong.of(sum.bytes) : OptionalLong.empty();
    }

    /**
     * Adds up by mapping: a line with its ends, in hexadecimal digits, comes before lines with its fields, which begin
     * with capital letters. What is no such line is passed over.
     */
    private static final class Sum {
        private final Collection<Reservation> ranges;
        private long inRanges;
        private long bytes;

        Sum(Collection<Reservation> ranges) {
            this.ranges = ranges;
        }

        void add(String line) {
            if (line.startsWith(FIELD)) {
                if (inRanges > 0) {
                    bytes += Math.min(inRanges, kibibytes(line.substring(FIELD.length())) << 10);
                }
            } else if (!line.isEmpty() && Character.digit(line.charAt(0), 16) >= 0
                    && !Character.isUpperCase(line.charAt(0))) {
                inRanges = overlap(line);
            }
        }

        private static long kibibytes(String text) {
            String value = text.strip();
            return value.endsWith(" kB")
                    ? SystemFiles.parse(value.substring(0, value.length() - 3)).orElse(0) : 0;
        }

        private long overlap(String line) {
            int dash = line.indexOf('-');
            int space = line.indexOf(' ');
            if (dash < 0 || space < dash) {
                return 0;
            }
            try {
                long from = Long.parseUnsignedLong(line, 0, dash, 16);
                long to = Long.parseUnsignedLong(line, dash + 1, space, 16);
                return ranges.stream().mapToLong(range ->
                        Math.max(0, Math.min(to, range.end()) - Math.max(from, range.address()))).sum();
            } catch (NumberFormatException noMapping) {
                return 0;
            }
        }
    }
}
