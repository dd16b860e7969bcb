/**
 * Results as pages: pictures and tables in one HTML file that needs nothing else, no script and no network.
 *
 * <p>JFreeChart draws, and Apache Batik writes what it draws as SVG. Both are well kept, have what these pages need
 * (logarithmic axes, intervals that are not symmetric, named positions) and their licences allow that they are shipped
 * with the tools; JFreeChart's own SVG writer has one that does not. Both measure text with the fonts of the system:
 * see {@link org.pinfold.tools.plot.Svg}.
 *
 * <p>A picture has only the colours of {@link org.pinfold.tools.plot.Ink}. The page's style replaces each of them by
 * one that can be read on the reader's background, light or dark, so that one picture serves both; what lies behind is
 * {@link org.pinfold.tools.plot.Paper}.
 */
package org.pinfold.tools.plot;
