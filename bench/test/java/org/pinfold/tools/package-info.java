/** Tests of the command line: exit codes, messages, files. */
package org.pinfold.tools;
