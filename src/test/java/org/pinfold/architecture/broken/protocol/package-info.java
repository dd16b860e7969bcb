/** The broken layer of the protocols. */
package org.pinfold.architecture.broken.protocol;
