package org.pinfold.tools.worker;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A worker's answer to an action: either a value or a failure.
 *
 * @param value the answer proper, or null
 * @param failure what kind of failure, or null
 * @param message the failure in words, or null
 */
record Answer(JsonNode value, WorkerException.Kind failure, String message) {
}
