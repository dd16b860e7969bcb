package org.pinfold.tools.stress;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts shards together, if they are all those of one campaign, each once, and ran the same classes. */
public final class Merge {
    private Merge() {
    }

    /**
     * The campaign that these shards make up.
     *
     * @param files what each of them left, with where it was read from
     * @throws IllegalArgumentException if they do not make up a campaign; the message says why
     */
    public static CampaignOutcome of(Map<Path, ShardOutcome> files) {
        Path firstFile = files.keySet().iterator().next();
        ShardOutcome first = files.get(firstFile);
        Map<Integer, ShardOutcome> shards = new TreeMap<>();
        Map<Integer, Path> places = new TreeMap<>();
        files.forEach((file, shard) -> {
            if (!shard.campaign().equals(first.campaign())) {
                throw new IllegalArgumentException(file + " is of another campaign than " + firstFile + ": "
                        + shard.campaign() + " is not " + first.campaign());
            }
            if (!shard.classes().equals(first.classes())) {
                throw new IllegalArgumentException(file + " is about other classes than " + firstFile + ": "
                        + shard.classes() + " are not " + first.classes());
            }
            Path other = places.put(shard.shard(), file);
            if (other != null) {
                throw new IllegalArgumentException("shard " + shard.shard() + " is there twice: " + other + " and "
                        + file);
            }
            shards.put(shard.shard(), shard);
        });
        List<Integer> missing = new ArrayList<>();
        for (int shard = 0; shard < first.campaign().shards(); shard++) {
            if (!shards.containsKey(shard)) {
                missing.add(shard);
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("of " + first.campaign().shards() + " shards, these are missing: "
                    + missing.toString().replaceAll("[\\[\\]]", ""));
        }
        return CampaignOutcome.of(List.copyOf(shards.values()));
    }
}
