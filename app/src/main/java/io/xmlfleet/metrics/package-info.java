/**
 * Numbers for machines: what a process does, counted by Micrometer and served in Prometheus's
 * format, beside its health. The only user of Micrometer.
 */
@NullMarked
package io.xmlfleet.metrics;

import org.jspecify.annotations.NullMarked;
