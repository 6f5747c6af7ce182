/** Outcomes, dead letters and signs of life on their way to the topics. */
@NullMarked
package io.xmlfleet.worker.publish;

import org.jspecify.annotations.NullMarked;
