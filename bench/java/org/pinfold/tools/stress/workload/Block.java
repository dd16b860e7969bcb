package org.pinfold.tools.stress.workload;

/**
 * A block that somebody has.
 *
 * @param size that was asked for last
 * @param stamp that it was stamped with
 * @param aligned whether it was asked for with an alignment: as in C, its size alone does not tell the heap which block
 *     it is
 */
public record Block(long address, long size, long stamp, boolean aligned) {
}
