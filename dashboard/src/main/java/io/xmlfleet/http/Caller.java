package io.xmlfleet.http;

/**
 * Who asks. Immutable.
 *
 * @param name under which his actions stand in the history
 */
public record Caller(Role role, String name) {}
