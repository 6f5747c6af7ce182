package io.xmlfleet.letter;

/** Where the document of a dead letter is. */
public enum DocumentPlace {
  LETTER,
  /** Too large for the letter; it is where the worker read it, for as long as work is kept. */
  WORK_TOPIC,
  /** The producer could not read or send it: it has to be produced again. */
  NOWHERE
}
