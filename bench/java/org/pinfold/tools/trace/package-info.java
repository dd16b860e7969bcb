/** Recorded allocation traces: the file format, and the order in which copies of a trace are replayed. */
package org.pinfold.tools.trace;
