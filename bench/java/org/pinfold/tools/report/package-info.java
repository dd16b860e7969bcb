/** What replays found: figures, verdicts on them, tables and JSON. */
package org.pinfold.tools.report;
