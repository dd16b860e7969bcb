/** Lincheck: what users share among threads, beside the heap itself. */
package org.pinfold;
