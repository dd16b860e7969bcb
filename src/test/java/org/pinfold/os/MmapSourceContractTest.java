package org.pinfold.os;

/** {@link MmapSource} does what any source has to, where the system commits a reservation up front. */
class MmapSourceContractTest extends MemorySourceContract {
    @Override
    MemorySource source(PageOptions options) {
        return new MmapSource(ALIGNMENT, options);
    }
}
