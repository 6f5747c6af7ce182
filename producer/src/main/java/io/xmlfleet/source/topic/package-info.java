/** Documents that another team publishes on a Kafka topic. */
@NullMarked
package io.xmlfleet.source.topic;

import org.jspecify.annotations.NullMarked;
