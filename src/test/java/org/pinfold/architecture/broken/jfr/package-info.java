/** The broken probe. */
package org.pinfold.architecture.broken.jfr;
