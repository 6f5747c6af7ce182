package io.xmlfleet.notice;

import java.util.List;

/** Brings notices to somebody. Thread-safe. */
public interface NoticeSender extends AutoCloseable {
  /** Takes one, unless it has it already, and returns at once. */
  void send(Notice notice);

  /** Those that are through since the last call, or that were given up. */
  List<Notice> takeDone();

  /** Forgets what is still to be sent: another aggregator speaks from here on. */
  void forget();

  @Override
  void close();
}
