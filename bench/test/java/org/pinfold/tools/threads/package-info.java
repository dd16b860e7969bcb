/** Tests of the comparison of threads. */
package org.pinfold.tools.threads;
