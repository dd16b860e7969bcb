/**
 * Looks at the heaps of another Java process.
 *
 * <p>{@link org.pinfold.tools.watch.Target} tells whether a process can be watched, before anything is done to it;
 * {@link org.pinfold.tools.watch.Attachment} attaches to it and reads its heaps' beans; what it reads is shown by
 * {@link org.pinfold.tools.watch.TopView}, on a {@link org.pinfold.tools.watch.Screen} or line by line.
 */
package org.pinfold.tools.watch;
