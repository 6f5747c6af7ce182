package io.xmlfleet.pipeline;

import io.xmlfleet.database.DatabaseSession;

/** What is done with a batch in one transaction. Remembers how far it came. One thread. */
interface Attempt extends DatabaseSession.Work<Decisions> {
  LoadStep step();
}
