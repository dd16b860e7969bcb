/** Arrow on a heap: what our manager does, and what Arrow's own tests make of it. */
package org.pinfold.arrow;
