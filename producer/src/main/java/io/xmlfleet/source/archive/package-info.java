/**
 * What is in archives and compressed files, as streams: zip, tar, gzip, Zstandard. Knows no names
 * of records and no XML.
 */
@NullMarked
package io.xmlfleet.source.archive;

import org.jspecify.annotations.NullMarked;
