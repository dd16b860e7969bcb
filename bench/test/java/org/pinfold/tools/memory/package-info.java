/** Tests of what watches memory. */
package org.pinfold.tools.memory;
