/** The broken binder. */
package org.pinfold.architecture.broken.micrometer;
