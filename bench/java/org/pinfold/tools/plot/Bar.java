package org.pinfold.tools.plot;

/**
 * A bar of a picture.
 *
 * @param label what it stands for
 * @param value its length; less than nothing is drawn as nothing
 */
record Bar(String label, double value, Ink ink) {
}
