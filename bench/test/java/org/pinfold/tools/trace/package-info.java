/** Tests of reading and arranging traces. */
package org.pinfold.tools.trace;
