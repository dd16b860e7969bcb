/** What an operation costs a virtual thread, beside what it costs a platform thread. */
package org.pinfold.tools.threads;
