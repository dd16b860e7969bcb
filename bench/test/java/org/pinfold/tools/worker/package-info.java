/** Tests of workers, in this virtual machine and in others. */
package org.pinfold.tools.worker;
