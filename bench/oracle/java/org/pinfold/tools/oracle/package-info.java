/**
 * What tells whether a heap does what it promises while threads use it: stamps in blocks, a model of what is live, and
 * programs that need an oracle of their own. Soak tests and stress campaigns share it, so it is compiled with both.
 */
package org.pinfold.tools.oracle;
