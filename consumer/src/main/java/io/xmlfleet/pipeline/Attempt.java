package io.xmlfleet.pipeline;

import io.xmlfleet.database.DatabaseSession;
import java.util.List;

/** What is done with a batch in one transaction. Remembers how far it came. One thread. */
interface Attempt extends DatabaseSession.Work<List<DecidedItem>> {
  LoadStep step();
}
