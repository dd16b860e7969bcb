/** Lincheck: the operations of each protocol, as several threads may call them, with what must hold at the end. */
package org.pinfold.protocol;
