package org.pinfold.tools.stress;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the parts of a campaign, each of which runs all its workloads with a seed of its own.
 *
 * @param index from 0 to {@code count - 1}, as Kubernetes numbers the pods of a job
 */
public record Shard(int index, int count) {
    /** A campaign that is in one part. */
    public static final Shard WHOLE = new Shard(0, 1);
    private static final int MOST = 10_000;
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})/(\\d{1,5})");

    /**
     * The one that is meant by "I/N".
     *
     * @throws IllegalArgumentException if none is
     */
    public static Shard of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not I/N, as in 0/4");
        }
        Shard shard = new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
        if (shard.count == 0 || shard.count > MOST || shard.index >= shard.count) {
            throw new IllegalArgumentException("of shards I/N, N is from 1 to " + MOST
                    + " and I from 0 to N - 1; '" + text + "' is none");
        }
        return shard;
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
