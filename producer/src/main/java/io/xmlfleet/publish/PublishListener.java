package io.xmlfleet.publish;

/** Hears of progress after each document, on the sending thread; should return at once. */
public interface PublishListener {
  PublishListener NONE = progress -> {};

  void progressed(PublishProgress progress);
}
