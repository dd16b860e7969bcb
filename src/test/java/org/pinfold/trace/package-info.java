/** Tests of sites, traces and counts. */
package org.pinfold.trace;
