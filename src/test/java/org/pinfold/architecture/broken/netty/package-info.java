/** Stands for {@code org.pinfold.netty}. */
package org.pinfold.architecture.broken.netty;
