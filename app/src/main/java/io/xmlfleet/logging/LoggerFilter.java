package io.xmlfleet.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;

/** Keeps the loggers of some libraries off the console. */
final class LoggerFilter extends Filter<ILoggingEvent> {
  private final List<String> prefixes;

  LoggerFilter(List<String> prefixes) {
    this.prefixes = prefixes.stream().map(prefix -> prefix + '.').toList();
    start();
  }

  @Override
  public FilterReply decide(ILoggingEvent event) {
    String logger = event.getLoggerName() + '.';
    return prefixes.stream().anyMatch(logger::startsWith) ? FilterReply.DENY : FilterReply.NEUTRAL;
  }
}
