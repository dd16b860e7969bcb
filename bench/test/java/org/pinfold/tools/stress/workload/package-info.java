/** Tests of what the workloads of stress campaigns are made of. */
package org.pinfold.tools.stress.workload;
