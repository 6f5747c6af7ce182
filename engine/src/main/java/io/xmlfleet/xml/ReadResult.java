package io.xmlfleet.xml;

import io.xmlfleet.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The end of one pass.
 *
 * @param captured everything, or with a failure what had been captured before it
 * @param failure null: the document was read to its end
 */
public record ReadResult(CapturedDocument captured, @Nullable Failure failure) {}
