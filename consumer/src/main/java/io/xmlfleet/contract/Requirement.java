package io.xmlfleet.contract;

/** A text that a document must have, or it is rejected at VALIDATION. Immutable. */
public record Requirement(XmlPath path, String message, SourcePosition at) {}
