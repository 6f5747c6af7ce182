package io.xmlfleet.contract;

/** What must be true of a document, or it is rejected at VALIDATION. Immutable. */
public record Requirement(RowFilter filter, String message, SourcePosition at) {}
