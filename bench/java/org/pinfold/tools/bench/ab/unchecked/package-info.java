/**
 * Methods of the library without the marks of blocks. Never run where they stand: {@link
 * org.pinfold.tools.bench.ab.SideLoader} puts their code in the place of the library's. A heap with this code is wrong
 * on the first double free; it is there to tell what the marks cost.
 */
package org.pinfold.tools.bench.ab.unchecked;
