/** How much memory allocators take, keep and give back: scenarios, what is read while they run, and the bounds. */
package org.pinfold.tools.memory;
