/** Commands for the time before the first run: topics, synthetic documents, measurement. */
@NullMarked
package io.xmlfleet.cli.prepare;

import org.jspecify.annotations.NullMarked;
