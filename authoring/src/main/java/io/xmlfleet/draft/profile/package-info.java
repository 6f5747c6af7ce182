/**
 * What sample documents have in common: a bounded trie of their paths with counts, lengths and
 * forms, and the shapes of elements that it gives.
 */
@NullMarked
package io.xmlfleet.draft.profile;

import org.jspecify.annotations.NullMarked;
