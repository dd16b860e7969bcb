package com.example.echo;

/**
 * What one server came to in one burst of load.
 *
 * @param requestsPerSecond answered
 * @param cpuMicros of the server's processor time, for a request
 * @param p50Micros half of the answers took no longer
 * @param p99Micros of a hundred answers one took longer
 * @param p999Micros of a thousand one
 */
record Burst(double requestsPerSecond, double cpuMicros, double p50Micros, double p99Micros, double p999Micros) {
}
