/** Tests of the variants: that they work, that they are believed only when right, and what a header gives up. */
package org.pinfold.tools.variants;
