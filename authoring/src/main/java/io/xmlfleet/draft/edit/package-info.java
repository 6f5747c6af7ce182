/** Edits of a contract's text that keep its comments and its order. */
@NullMarked
package io.xmlfleet.draft.edit;

import org.jspecify.annotations.NullMarked;
