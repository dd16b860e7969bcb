/** The broken layer of the operating system. */
package org.pinfold.architecture.broken.os;
