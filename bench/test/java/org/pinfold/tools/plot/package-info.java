/** Tests of pages: on results that are made up, so that what a page has to say is known. */
package org.pinfold.tools.plot;
