/** The broken integration. */
package org.pinfold.architecture.broken.jmx;
