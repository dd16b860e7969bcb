/** The rules of the layering and of the names, as tests, each with a variant that breaks it and must be caught. */
package org.pinfold.architecture;
