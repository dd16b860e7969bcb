/** Tests of what looks at another process, and the programs that are looked at. */
package org.pinfold.tools.watch;
