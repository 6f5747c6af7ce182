/** Settings that more than one part of the fleet has. */
@NullMarked
package io.xmlfleet.settings;

import org.jspecify.annotations.NullMarked;
