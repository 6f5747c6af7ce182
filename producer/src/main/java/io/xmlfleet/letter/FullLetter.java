package io.xmlfleet.letter;

import io.xmlfleet.message.DeadLetter;

/**
 * An open dead letter with its document. Immutable.
 *
 * @param letter its document is null if there is none, or none any more
 */
public record FullLetter(DeadLetterEntry entry, DeadLetter letter) {}
