/** Tests of the records of evidence. */
package org.pinfold.tools.evidence;
