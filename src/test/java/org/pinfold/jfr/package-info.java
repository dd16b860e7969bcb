/** Tests of the events, by recordings that are read back. */
package org.pinfold.jfr;
