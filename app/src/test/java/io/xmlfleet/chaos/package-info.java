/** Fleets of real processes under a seeded schedule of faults, and what must be true afterwards. */
@NullMarked
package io.xmlfleet.chaos;

import org.jspecify.annotations.NullMarked;
