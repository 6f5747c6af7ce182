package io.xmlfleet.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import io.xmlfleet.process.DataFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The log: ours from INFO and the libraries' from WARN into a file, a part of it on standard error.
 * {@code -Dlogback.configurationFile} replaces all of it.
 */
public final class Logging {
  /** On one line: nobody's text looks like a line of ours. */
  private static final String MESSAGE = "%replace(%msg){'[\\r\\n]+', ' '}";

  private static final String FILE_PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread]%replace( %X{run}/%X{item}){' /$', ''}"
          + " %logger{20} - "
          + MESSAGE
          + "%n%ex";
  private static final String CONSOLE_PATTERN = "%d{HH:mm:ss} %-5level " + MESSAGE + "%n%nopex";
  private static final String VERBOSE_PATTERN =
      "%d{HH:mm:ss.SSS} %-5level [%thread] %logger{20} - " + MESSAGE + "%n%ex";

  /** Loud, and of no use to users: what matters reaches our own log through exceptions. */
  private static final List<String> LIBRARIES =
      List.of(
          "org.apache.kafka",
          "kafka",
          "state.change.logger",
          "com.zaxxer.hikari",
          "org.h2",
          "io.javalin",
          "org.eclipse.jetty");

  private static volatile @Nullable LogFile current;

  private Logging() {}

  /** Sets the log of this process; once, before the work begins. */
  public static void set(LogSettings plan) {
    if (System.getProperty("logback.configurationFile") != null
        || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    context.reset();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    context.getLogger("io.xmlfleet").setLevel(Level.INFO);
    context.getLogger("io.xmlfleet.cli.ErrorMessages").setLevel(Level.DEBUG);
    context.getLogger("io.xmlfleet.process.StepTimes").setLevel(Level.DEBUG);
    root.addAppender(console(context, plan));
    DataFolder folder = plan.folder();
    if (folder != null) {
      LogFile file = LogFile.claim(folder.logs(), current);
      current = file;
      root.addAppender(file(context, file.path(), plan.format()));
    }
  }

  /** The file of this process's log, if there is one. */
  public static Optional<Path> file() {
    return Optional.ofNullable(current).map(LogFile::path);
  }

  private static Appender<ILoggingEvent> console(LoggerContext context, LogSettings plan) {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget("System.err");
    String pattern = plan.verbose() ? VERBOSE_PATTERN : CONSOLE_PATTERN;
    console.setEncoder(encoder(context, plan.format(), pattern));
    ThresholdFilter threshold = new ThresholdFilter();
    threshold.setLevel(plan.console() == LogSettings.Console.LIFECYCLE ? "INFO" : "WARN");
    threshold.start();
    console.addFilter(threshold);
    if (!plan.verbose()) {
      console.addFilter(new LoggerFilter(LIBRARIES));
    }
    console.start();
    return console;
  }

  private static Appender<ILoggingEvent> file(
      LoggerContext context, Path path, LogSettings.Format format) {
    RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
    file.setContext(context);
    file.setFile(path.toString());
    file.setEncoder(encoder(context, format, FILE_PATTERN));
    FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(file);
    rolling.setFileNamePattern(path + ".%i");
    rolling.setMinIndex(1);
    rolling.setMaxIndex(5);
    rolling.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(FileSize.valueOf("10MB"));
    size.start();
    file.setRollingPolicy(rolling);
    file.setTriggeringPolicy(size);
    file.start();
    return file;
  }

  private static Encoder<ILoggingEvent> encoder(
      LoggerContext context, LogSettings.Format format, String pattern) {
    if (format == LogSettings.Format.JSON) {
      JsonLog lines = new JsonLog();
      lines.setContext(context);
      lines.start();
      return lines;
    }
    MaskingLayout layout = new MaskingLayout();
    layout.setContext(context);
    layout.setPattern(pattern);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();
    return encoder;
  }
}
