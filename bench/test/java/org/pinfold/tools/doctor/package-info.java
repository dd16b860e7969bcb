/** Tests of the doctor's judgement. */
package org.pinfold.tools.doctor;
