package io.xmlfleet.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.xmlfleet.settings.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * Log events as JSON, one a line: time, level, thread, logger, message, what the thread works on
 * ({@code run}, {@code item}, {@code position}; an agent may add {@code trace_id}), error. Secrets
 * are masked in each text before it is quoted, since quoting would hide where one ends.
 */
final class JsonLog extends EncoderBase<ILoggingEvent> {
  private static final Set<String> OURS =
      Set.of("time", "level", "thread", "logger", "message", "error");

  private final JsonFactory json = new JsonFactory();

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator out = json.createGenerator(line)) {
      out.writeStartObject();
      out.writeStringField("time", event.getInstant().toString());
      out.writeStringField("level", event.getLevel().toString());
      out.writeStringField("thread", event.getThreadName());
      out.writeStringField("logger", event.getLoggerName());
      out.writeStringField("message", Secret.masked(event.getFormattedMessage()));
      for (Map.Entry<String, String> known : event.getMDCPropertyMap().entrySet()) {
        if (!OURS.contains(known.getKey())) {
          out.writeStringField(known.getKey(), Secret.masked(known.getValue()));
        }
      }
      IThrowableProxy thrown = event.getThrowableProxy();
      if (thrown != null) {
        out.writeStringField("error", Secret.masked(ThrowableProxyUtil.asString(thrown)));
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    line.writeBytes(System.lineSeparator().getBytes(StandardCharsets.UTF_8));
    return line.toByteArray();
  }
}
