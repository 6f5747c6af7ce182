package io.xmlfleet.dashboard;

/**
 * How the process behind the dashboard is. Immutable.
 *
 * @param alive whether it gets on by itself
 * @param ready whether it does what it is for
 * @param reason one line for a person, without values
 */
public record HealthStatus(boolean alive, boolean ready, String reason) {}
