/**
 * Speed beside other allocators, row by row, in processes of their own that take turns.
 */
package org.pinfold.tools.bench;
