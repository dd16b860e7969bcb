/** The broken heap layer. */
package org.pinfold.architecture.broken.heap;
