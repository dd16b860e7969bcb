/** Tests of the public API. */
package org.pinfold;
