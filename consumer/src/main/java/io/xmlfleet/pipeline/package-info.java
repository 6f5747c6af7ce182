/** The stages of a batch: prepare, load, outcomes. No Kafka. */
@NullMarked
package io.xmlfleet.pipeline;

import org.jspecify.annotations.NullMarked;
