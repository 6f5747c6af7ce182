/** Measures the whole fleet, in this process, against the parser alone. */
@NullMarked
package io.xmlfleet.bench;

import org.jspecify.annotations.NullMarked;
