/** Allocators to test the tools with: a sound one, a slow one, a wasteful one. */
package org.pinfold.tools.peer;
