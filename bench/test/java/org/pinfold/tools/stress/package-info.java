/** Tests of the stress campaigns. */
package org.pinfold.tools.stress;
