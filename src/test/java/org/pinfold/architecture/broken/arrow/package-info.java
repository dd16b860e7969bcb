/** The broken package for Arrow. */
package org.pinfold.architecture.broken.arrow;
