/**
 * Runs the TLA+ specifications of {@code specs/} with TLC: each model must hold over its complete state space, each
 * mutant must be caught by the property it names, and what TLC counted must equal {@code specs/manifest.csv}.
 * For the tests of the protocols: what TLC says of the state graph of a model, and of recorded words.
 */
package org.pinfold.specs;
