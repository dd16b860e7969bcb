/** Ways to find the size of a block that is freed, timed beside each other: the design's and those that it replaces. */
package org.pinfold.tools.variants;
