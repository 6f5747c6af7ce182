package io.xmlfleet.table;

/**
 * Stands in rows for a value that is not known before a transaction writes them; another
 * transaction may write them with another one. Its text says what it stands for, and no value.
 */
public sealed interface StandIn permits GeneratedKey, Lookup.Value, LoadTime {}
