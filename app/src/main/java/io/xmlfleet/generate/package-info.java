/** Synthetic documents from a seed: samples, tests and measurements without anybody's data. */
@NullMarked
package io.xmlfleet.generate;

import org.jspecify.annotations.NullMarked;
