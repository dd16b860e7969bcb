/**
 * Transition tests of the protocols: every operation at every reachable word of narrow width, at random words of full
 * width, and on the real object, against a naive statement of what the documents promise.
 *
 * <p>Each test runs the same exploration once more over a transition that is broken on purpose, which must be found,
 * and declares how many words and steps it looks at.
 */
package org.pinfold.protocol;
