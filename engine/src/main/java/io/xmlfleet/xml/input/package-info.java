/**
 * The bytes of XML documents on their way to a parser: encodings, ill-formed text, the DOCTYPE and
 * its entities. Nothing is ever fetched, and no message shows a value of a document.
 */
@NullMarked
package io.xmlfleet.xml.input;

import org.jspecify.annotations.NullMarked;
