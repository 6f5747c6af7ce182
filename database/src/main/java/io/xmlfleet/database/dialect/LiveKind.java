package io.xmlfleet.database.dialect;

/** What the databases' types have in common. */
public enum LiveKind {
  TEXT,
  BIT,
  INTEGER,
  DECIMAL,
  FLOAT,
  DATE,
  TIME,
  DATETIME,
  OFFSET,
  UUID,
  BINARY,
  /** None that we know. */
  OTHER
}
