/** The samples of this repository, held against what other parsers make of them. */
@NullMarked
package io.xmlfleet.samples;

import org.jspecify.annotations.NullMarked;
