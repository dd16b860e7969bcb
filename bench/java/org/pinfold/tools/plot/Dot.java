package org.pinfold.tools.plot;

/**
 * A value with how far it ranges.
 *
 * @param label what it stands for
 */
record Dot(String label, double low, double value, double high, Ink ink) {
}
