/** {@code pinfold evidence}: which protocol has which evidence, on which classes, and what has none. */
package org.pinfold.tools.matrix;
