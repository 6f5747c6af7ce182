/** Streams: one document, the entries of an archive, or the records of a large file. */
@NullMarked
package io.xmlfleet.source.content;

import org.jspecify.annotations.NullMarked;
