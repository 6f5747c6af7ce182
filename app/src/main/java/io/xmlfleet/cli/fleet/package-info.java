/** Commands that run a part of the fleet, or all of it. */
@NullMarked
package io.xmlfleet.cli.fleet;

import org.jspecify.annotations.NullMarked;
