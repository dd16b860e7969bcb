package org.pinfold.tools.variants;

/** A header that is read only after its page was found mapped, so that a foreign address does not end the process. */
final class ProbedVariant extends HeaderVariant {
    ProbedVariant() {
        super("header, page probed");
    }

    @Override
    protected int blockBytes(long address) {
        PageProbe.require(PageProbe.page(header(address)));
        return super.blockBytes(address);
    }
}
