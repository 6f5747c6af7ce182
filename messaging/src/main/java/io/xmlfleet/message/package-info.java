/** What travels on the topics: the wire records and their codecs. Immutable; no I/O. */
@NullMarked
package io.xmlfleet.message;

import org.jspecify.annotations.NullMarked;
