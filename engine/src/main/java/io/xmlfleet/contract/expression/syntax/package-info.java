/**
 * The syntax of expressions: a text becomes a tree, the tree a text again. What a tree is public
 * for is the compiler of the room above; nobody else needs more than names and faults.
 */
@NullMarked
package io.xmlfleet.contract.expression.syntax;

import org.jspecify.annotations.NullMarked;
