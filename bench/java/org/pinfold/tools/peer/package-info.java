/** One way to call each allocator that a replay runs: Pinfold and its peers. */
package org.pinfold.tools.peer;
