/**
 * Starter contracts: sample documents or an XML Schema become a contract that loads such documents
 * and leaves nothing out.
 *
 * <p>Either yields shapes of elements; these are laid out as tables, named, and written as YAML.
 * What is written of a document is counts, lengths and forms, never a value.
 */
@NullMarked
package io.xmlfleet.draft;

import org.jspecify.annotations.NullMarked;
