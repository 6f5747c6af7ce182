/** The only place that constructs the fleet's parts and connects them. */
@NullMarked
package io.xmlfleet.wiring;

import org.jspecify.annotations.NullMarked;
