/** The three ways to replay a workload against an allocator: checked, timed, and watching its memory. */
package org.pinfold.tools.replay;
