/**
 * Tests of the layer that talks to the operating system.
 *
 * <p>Refusals are played by {@code FakeKernel}; what only a real kernel can show is tested on one, in child VMs where
 * a limit or an option of the whole process is the point.
 */
package org.pinfold.os;
