package io.xmlfleet.ledger;

/** What is loaded at most once: a document's name under a contract. Immutable. */
public record LedgerKey(String contract, String recordId) {}
