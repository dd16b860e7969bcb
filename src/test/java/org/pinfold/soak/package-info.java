/** Long runs of many threads with an oracle that checks every block. */
package org.pinfold.soak;
