/** What is given to users besides classes: manifests, the pom, workflows; and the comparison of APIs. */
package org.pinfold.delivery;
