/** Code laid out as the library is that breaks every rule of {@link org.pinfold.architecture.Rules} once. */
package org.pinfold.architecture.broken;
