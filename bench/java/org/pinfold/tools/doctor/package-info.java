/** What is in force on this machine, and what to change so that Pinfold works well on it. */
package org.pinfold.tools.doctor;
