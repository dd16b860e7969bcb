/**
 * Replays in virtual machines of their own. A worker gets a {@link org.pinfold.tools.worker.Job} and then
 * {@link org.pinfold.tools.worker.Action}s, each as a line of JSON, and answers each action with a line of JSON.
 */
package org.pinfold.tools.worker;
