/**
 * A contract, compiled: which elements one streaming pass captures, and where each column's text is
 * found afterwards. Knows names and numbers; no XML, no values.
 *
 * <p>A <i>scope</i> is a kind of element that is kept as an object: the root, the elements that
 * become rows, and their ancestors that {@code ..} reaches. A <i>slot</i> is a text of a scope. A
 * <i>capture</i> fills the slots that one path gives a scope.
 */
@NullMarked
package io.xmlfleet.contract.plan;

import org.jspecify.annotations.NullMarked;
