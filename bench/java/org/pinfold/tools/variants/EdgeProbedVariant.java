package org.pinfold.tools.variants;

/**
 * A header whose page is probed only if it is not the page of the user's first byte. That one is taken to be mapped,
 * which is true of addresses that somebody allocated, and of no others.
 */
final class EdgeProbedVariant extends HeaderVariant {
    EdgeProbedVariant() {
        super("header, probed at page edges");
    }

    @Override
    protected int blockBytes(long address) {
        long page = PageProbe.page(header(address));
        if (page != PageProbe.page(address)) {
            PageProbe.require(page);
        }
        return super.blockBytes(address);
    }
}
