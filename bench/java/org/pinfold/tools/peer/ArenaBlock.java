package org.pinfold.tools.peer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A block with the arena that has nothing else in it: what a program keeps to use the block and to free it. */
public record ArenaBlock(Arena arena, MemorySegment segment) {
}
