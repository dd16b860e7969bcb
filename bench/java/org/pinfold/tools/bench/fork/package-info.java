/** One benchmark with one allocator in a virtual machine of its own. */
package org.pinfold.tools.bench.fork;
