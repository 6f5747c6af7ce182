/**
 * Spans for those who run us with OpenTelemetry's agent; without, nothing happens. The only user of
 * OpenTelemetry, and only of its API.
 */
@NullMarked
package io.xmlfleet.trace;

import org.jspecify.annotations.NullMarked;
