/**
 * The dashboard: an HTTP API over the fleet's progress and dead letters, and the page that shows
 * them. It knows neither Kafka nor a database; whoever constructs it hands in where reports and
 * letters come from.
 */
@NullMarked
package io.xmlfleet.dashboard;

import org.jspecify.annotations.NullMarked;
