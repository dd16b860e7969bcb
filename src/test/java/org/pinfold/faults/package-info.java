/**
 * Faults, injected one at a time at every place where one can happen: system calls that fail, errors of the virtual
 * machine, threads that stop or die. See docs/faults.md.
 */
package org.pinfold.faults;
