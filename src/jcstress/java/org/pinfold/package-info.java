/** Outcome tables of what users share among threads: their races are those of a protocol, or rest on one. */
package org.pinfold;
