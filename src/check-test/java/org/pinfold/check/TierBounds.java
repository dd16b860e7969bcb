package org.pinfold.check;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.pinfold.evidence.Tier;

/** The bounds of the checks, as the tier has them; each can still be set by its property. */
final class TierBounds implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        set("scenarios", 6, 40, 100);
        set("interleavings", 50, 1_000, 10_000);
        set("samples", 1_000, 20_000, 500_000);
        set("close.samples", 200, 1_000, 20_000);
        set("threads", 8, 8, 8);
        set("rounds", 3, 10, 100);
        set("operations", 1_500, 10_000, 100_000);
        set("seconds", 120, 300, 3_600);
    }

    private static void set(String name, int verify, int evidence, int night) {
        String property = "pinfold.check." + name;
        System.setProperty(property, Integer.toString(Tier.bound(property, verify, evidence, night)));
    }
}
