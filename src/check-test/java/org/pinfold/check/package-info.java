/** The checks for other projects, shown on subjects that are right and on ones that are not. */
package org.pinfold.check;
