package io.xmlfleet.worker;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.ledger.Ledger;
import io.xmlfleet.pipeline.ContractCatalog;
import io.xmlfleet.pipeline.DocumentFiles;
import io.xmlfleet.pipeline.LoadMode;
import io.xmlfleet.pipeline.WorkObserver;
import io.xmlfleet.topic.TopicNames;
import java.util.function.Supplier;

/**
 * What the workers of one process are made of. Immutable.
 *
 * @param files reads the documents of items that name a file
 * @param sessions opens a worker's session; called once a worker, which closes it
 * @param ledger shared by the workers
 * @param mode what becomes of a document's rows
 * @param observer hears of what the workers do
 */
public record WorkerParts(
    KafkaSettings kafka,
    TopicNames topics,
    ContractCatalog contracts,
    DocumentFiles files,
    Supplier<DatabaseSession> sessions,
    Ledger ledger,
    LoadMode mode,
    WorkObserver observer) {}
