/** Heaps with a fault, by which each check of a campaign is shown to be able to fail. */
package org.pinfold.tools.stress.canary;
