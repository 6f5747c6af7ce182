/**
 * The expression language of contracts: a text becomes a tree ({@code .syntax}), the tree a typed
 * evaluator. Depends on nothing but the JDK and {@code .convert}; what a name means is the caller's
 * to say.
 */
@NullMarked
package io.xmlfleet.contract.expression;

import org.jspecify.annotations.NullMarked;
