package org.pinfold.tools.plot;

/** What lies behind text and pictures, on a light and on a dark page. */
enum Paper implements Tone {
    PAGE(0xffffff, 0x0d1117),
    /** Of headings of tables. */
    SOFT(0xf6f8fa, 0x161b22),
    /** Of what is as it should be. */
    GOOD(0xddf4e4, 0x12331f),
    /** Of what counts no more. */
    OLD(0xfff1c2, 0x3d2f05),
    /** Of what is not as it should be, or not there. */
    BAD(0xffe5e2, 0x43140f);

    private final int light;
    private final int dark;

    Paper(int light, int dark) {
        this.light = light;
        this.dark = dark;
    }

    @Override
    public int light() {
        return light;
    }

    @Override
    public int dark() {
        return dark;
    }

    /** Variables for a page's style. */
    static String style() {
        return Tone.style("color-scheme:light dark;", values());
    }
}
