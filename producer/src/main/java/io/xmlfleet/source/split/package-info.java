/**
 * One large XML document cut into records, as a stream. Knows bytes and elements, no files and no
 * names of records.
 */
@NullMarked
package io.xmlfleet.source.split;

import org.jspecify.annotations.NullMarked;
