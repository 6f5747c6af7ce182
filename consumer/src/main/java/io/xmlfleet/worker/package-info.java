/** The poll loop: partitions in, outcomes and dead letters out, offsets last; supervisor. */
@NullMarked
package io.xmlfleet.worker;

import org.jspecify.annotations.NullMarked;
