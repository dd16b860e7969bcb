/**
 * Outcome tables of the protocols: which results two racing operations may have, and why.
 *
 * <p>Each nested class is one race of two actors; an arbiter looks at the end state once both are done. Every outcome
 * that the protocol allows stands there with its reason, and everything else is forbidden. The tables run on the
 * processor at hand, so unlike model checking they see what compilers and store buffers do; they show the presence of
 * errors only.
 */
package org.pinfold.protocol;
