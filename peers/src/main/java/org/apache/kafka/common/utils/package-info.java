/** Two classes that Kafka 4.4 moved, given back for a peer that was built with an older one. */
@NullMarked
package org.apache.kafka.common.utils;

import org.jspecify.annotations.NullMarked;
