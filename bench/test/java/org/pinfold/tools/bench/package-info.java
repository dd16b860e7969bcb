/** Tests of what every figure carries. */
package org.pinfold.tools.bench;
