/** Tests of the management beans, through the platform's server. */
package org.pinfold.jmx;
