/** Tests of figures and verdicts. */
package org.pinfold.tools.report;
