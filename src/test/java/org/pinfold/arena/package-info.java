/** Arenas of heaps beside the JDK's. */
package org.pinfold.arena;
