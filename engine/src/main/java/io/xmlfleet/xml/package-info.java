/**
 * Bytes to captured texts in one streaming pass: the only user of StAX in the consumer. Nothing
 * that a document contains makes it throw, fetch anything, or take more than time and memory in
 * proportion.
 */
@NullMarked
package io.xmlfleet.xml;

import org.jspecify.annotations.NullMarked;
