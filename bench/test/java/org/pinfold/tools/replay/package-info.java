/** Tests of the replays, with allocators broken on purpose. */
package org.pinfold.tools.replay;
