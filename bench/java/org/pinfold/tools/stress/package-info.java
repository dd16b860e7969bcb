/**
 * Stress campaigns: workloads with an oracle, each in a virtual machine of its own, for seconds or for hours. The
 * shards of a campaign run anywhere and leave files, which are merged.
 */
package org.pinfold.tools.stress;
