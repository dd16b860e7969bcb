/** Tests of the meters. */
package org.pinfold.micrometer;
