package org.pinfold.tools.variants;

/** A header whose page is probed if it is not the page that was probed last; another thread may have unmapped it. */
final class LastPageVariant extends HeaderVariant {
    /** No page begins here. */
    private long lastPage = -1;

    LastPageVariant() {
        super("header, last page kept");
    }

    @Override
    protected int blockBytes(long address) {
        long page = PageProbe.page(header(address));
        if (page != lastPage) {
            PageProbe.require(page);
            lastPage = page;
        }
        return super.blockBytes(address);
    }
}
