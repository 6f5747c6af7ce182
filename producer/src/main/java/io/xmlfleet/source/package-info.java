/**
 * Where documents come from: folders, files, globs, standard input. Knows no Kafka.
 *
 * <p>Sources read one document at a time. What cannot be read is yielded as a refusal, so that it
 * is counted and the run goes on; what the user asked for in error is a {@link
 * io.xmlfleet.failure.UsageException} before anything is sent.
 */
@NullMarked
package io.xmlfleet.source;

import org.jspecify.annotations.NullMarked;
