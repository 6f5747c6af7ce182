/**
 * The expression language of contracts: a text becomes a tree, the tree a typed evaluator. Depends
 * on nothing but the JDK; what a name means is the caller's to say.
 */
@NullMarked
package io.xmlfleet.contract.expression;

import org.jspecify.annotations.NullMarked;
