/**
 * Starter contracts: what sample documents ({@code draft.profile}) or an XML Schema ({@code
 * draft.schema}) say becomes shapes of elements; these are laid out as tables, named, and written
 * as a contract that loads such documents and leaves nothing out.
 *
 * <p>What is written of a document is counts, lengths and forms, never a value.
 */
@NullMarked
package io.xmlfleet.draft;

import org.jspecify.annotations.NullMarked;
