/** The aggregator: outcomes in, one progress report a run out. */
@NullMarked
package io.xmlfleet.progress;

import org.jspecify.annotations.NullMarked;
