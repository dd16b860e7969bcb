package org.pinfold.os;

/** {@link MmapSource} does what any source has to, where the system maps nothing writable in advance. */
class MmapSourceStepwiseContractTest extends MemorySourceContract {
    /** As strict overcommit does. */
    private static final class RefusesWritable extends SystemPosix {
        @Override
        public long mmap(long bytes, int protection) {
            return (protection & LinuxConstants.PROT_WRITE) != 0
                    ? -LinuxConstants.ENOMEM : super.mmap(bytes, protection);
        }
    }

    @Override
    MemorySource source(PageOptions options) {
        return new MmapSource(new RefusesWritable(), ALIGNMENT, options);
    }
}
