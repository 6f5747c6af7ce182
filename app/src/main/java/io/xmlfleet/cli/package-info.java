/** The commands: options in, exit codes out. No Kafka, no SQL. */
@NullMarked
package io.xmlfleet.cli;

import org.jspecify.annotations.NullMarked;
