package io.xmlfleet.mapping;

import io.xmlfleet.xml.CapturedDocument;
import io.xmlfleet.xml.CapturedElement;
import org.jspecify.annotations.Nullable;

/**
 * A document that was read to its end, and what is known of it from outside.
 *
 * @param bytes its size
 */
record DocumentInput(
    CapturedDocument captured,
    CapturedElement root,
    DocumentContext context,
    @Nullable String appId,
    int bytes,
    SelectedElements selections) {}
