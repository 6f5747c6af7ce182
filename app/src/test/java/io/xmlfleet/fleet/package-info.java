/** Whole fleets: every part as users run it, in this process or in many. */
@NullMarked
package io.xmlfleet.fleet;

import org.jspecify.annotations.NullMarked;
