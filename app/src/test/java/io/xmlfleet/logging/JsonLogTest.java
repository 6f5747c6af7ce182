package io.xmlfleet.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonLogTest {
  private final LoggerContext context = new LoggerContext();

  @Test
  void saysWhatHappenedWhereAndToWhichItem() throws IOException {
    JsonNode line =
        line("two\nlines and \"quotes\"", null, Map.of("run", "monday", "item", "7", "level", "x"));

    assertThat(line.get("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*Z");
    assertThat(line.get("level").asText()).as("not what a library calls so").isEqualTo("WARN");
    assertThat(line.get("thread").asText()).isEqualTo("worker-1");
    assertThat(line.get("logger").asText()).isEqualTo("io.xmlfleet.worker.Worker");
    assertThat(line.get("message").asText()).isEqualTo("two\nlines and \"quotes\"");
    assertThat(line.get("run").asText()).isEqualTo("monday");
    assertThat(line.get("item").asText()).isEqualTo("7");
    assertThat(line.has("error")).isFalse();
  }

  @Test
  void masksSecretsInMessagesAndErrors() throws IOException {
    JsonNode line =
        line(
            "refused: password=\"hunter2\"",
            new IllegalStateException("token: hunter2"),
            Map.of("url", "jdbc:x;password=hunter2"));

    assertThat(line.toString()).doesNotContain("hunter2");
    assertThat(line.get("error").asText())
        .startsWith("java.lang.IllegalStateException: token: *****")
        .contains("JsonLogTest");
  }

  private JsonNode line(String message, @Nullable Throwable thrown, Map<String, String> known)
      throws IOException {
    LoggingEvent event =
        new LoggingEvent(
            "", context.getLogger("io.xmlfleet.worker.Worker"), Level.WARN, message, thrown, null);
    event.setThreadName("worker-1");
    event.setMDCPropertyMap(known);
    JsonLog lines = new JsonLog();
    lines.start();
    String text = new String(lines.encode(event), StandardCharsets.UTF_8);
    assertThat(text).endsWith("}\n").matches("[^\n]*\n");
    return new ObjectMapper().readTree(text);
  }
}
