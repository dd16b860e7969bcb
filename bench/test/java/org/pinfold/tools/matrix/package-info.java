/** Tests of {@code pinfold evidence} and of the documents that it writes. */
package org.pinfold.tools.matrix;
