/** The servers that tests talk to, and what they share. */
@NullMarked
package io.xmlfleet.testing;

import org.jspecify.annotations.NullMarked;
