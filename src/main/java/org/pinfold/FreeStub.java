package org.pinfold;

import java.util.function.LongConsumer;

/**
 * What native code calls to free a block. Nothing may be thrown through native frames, for that ends the VM: so
 * whatever goes wrong is told and has changed nothing.
 */
record FreeStub(Heap heap) implements LongConsumer {
    private static final System.Logger LOG = System.getLogger("org.pinfold");

    @Override
    public void accept(long address) {
        try {
            heap.free(address);
        } catch (Throwable e) {
            tell(e);
        }
    }

    private static void tell(Throwable e) {
        try {
            LOG.log(System.Logger.Level.WARNING, "native code could not free a block: " + e.getMessage());
        } catch (Throwable ignored) {
            // The log's own fault, the end of the stack, or of the Java heap: nobody is left who could be told.
        }
    }
}
