package io.xmlfleet.pipeline;

import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.Transaction;
import io.xmlfleet.table.TableId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What is done with a batch in one transaction. Remembers how far it came. One thread. */
interface Attempt extends DatabaseSession.Work<List<DecidedItem>> {
  LoadStep step();

  /** Of each table that it had to do with, something small that can be done again. */
  Map<TableId, Consumer<Transaction>> done();
}
