/** How much evidence a build gathers. */
package org.pinfold.evidence;
