package io.xmlfleet.logging;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.text.PlainText;

/**
 * The last line of defence: whatever a library writes into a message or a stack trace, no value
 * behind a word such as {@code password=} gets into a log, and nothing that steers a terminal.
 */
final class MaskingLayout extends PatternLayout {
  @Override
  public String doLayout(ILoggingEvent event) {
    return PlainText.lines(Secret.masked(super.doLayout(event)));
  }
}
