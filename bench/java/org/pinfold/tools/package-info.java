/** The command line: {@code pinfold} and its subcommands. */
package org.pinfold.tools;
