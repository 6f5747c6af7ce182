package io.xmlfleet.wiring;

import io.xmlfleet.database.WriterOptions;
import io.xmlfleet.worker.WorkerSettings;

/**
 * How a process consumes. Immutable.
 *
 * @param createTables whether tables that are missing are created, the ledger among them
 */
public record ConsumerPlan(
    Contracts contracts, boolean createTables, WriterOptions writing, WorkerSettings workers) {}
