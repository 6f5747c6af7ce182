package io.xmlfleet.publish;

/**
 * Hears of progress, on the sending thread: first when the brokers know of the run, so that it can
 * be resumed from there on, then after each document; should return at once.
 */
public interface PublishListener {
  PublishListener NONE = progress -> {};

  void progressed(PublishProgress progress);
}
