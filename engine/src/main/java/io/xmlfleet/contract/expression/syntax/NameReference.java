package io.xmlfleet.contract.expression.syntax;

/**
 * A name in an expression. Immutable.
 *
 * @param text as it stands there, without brackets: {@code application.id}, {@code ../@id}
 * @param isPath whether it stands in brackets
 * @param offset of its first character in the expression's text, from 0
 */
public record NameReference(String text, boolean isPath, int offset) {}
