package io.xmlfleet.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.TraceContext;
import io.xmlfleet.message.WorkItem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracingTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private static final Instant NOW = Instant.parse("2026-11-28T18:00:00Z");
  private static final TraceContext FOREIGN =
      new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=1");

  private final Tracing tracing = new Tracing(TELEMETRY.getOpenTelemetry());

  @Test
  void hangsTheWorkOnTheSending() {
    TraceContext trace = sent(tracing, item(1, null));
    tracing.processed(processed(trace, null));

    List<SpanData> spans = TELEMETRY.getSpans();
    SpanData send = named(spans, "xmlfleet send");
    SpanData process = named(spans, "xmlfleet process");
    assertThat(send.getKind()).isEqualTo(SpanKind.PRODUCER);
    assertThat(trace.traceId()).isEqualTo(send.getTraceId());
    assertThat(process.getParentSpanId()).isEqualTo(send.getSpanId());
    assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(process.getStartEpochNanos())
        .isEqualTo(TimeUnit.MILLISECONDS.toNanos(NOW.toEpochMilli()));
    assertThat(process.getEndEpochNanos() - process.getStartEpochNanos())
        .isEqualTo(TimeUnit.SECONDS.toNanos(3));
    for (String part : List.of("prepare", "load")) {
      assertThat(named(spans, part).getParentSpanId()).isEqualTo(process.getSpanId());
      assertThat(named(spans, part).getEndEpochNanos() - named(spans, part).getStartEpochNanos())
          .isEqualTo(TimeUnit.SECONDS.toNanos(1));
    }
  }

  @Test
  void saysWhyADocumentWasRejectedAndGoesOnWithItsReplay() {
    TraceContext trace = sent(tracing, item(1, null));
    tracing.processed(processed(trace, Failure.of(Stage.MAPPING, "no such code")));
    TraceContext replayed = sent(tracing, item(2, trace));

    SpanData process = named(TELEMETRY.getSpans(), "xmlfleet process");
    assertThat(process.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(process.getStatus().getDescription()).isEqualTo("no such code");
    assertThat(process.getAttributes().asMap().toString())
        .contains("xmlfleet.stage=MAPPING", "xmlfleet.run=monday", "xmlfleet.sequence=7");
    assertThat(named(TELEMETRY.getSpans(), "xmlfleet replay").getTraceId())
        .isEqualTo(trace.traceId());
    assertThat(replayed.traceId()).isEqualTo(trace.traceId());
    assertThat(replayed).isNotEqualTo(trace);
  }

  @Test
  void goesOnWithWhatOthersHaveBegun() {
    TraceContext trace = sent(tracing, item(1, FOREIGN));

    assertThat(trace.traceId()).isEqualTo(FOREIGN.traceId());
    assertThat(trace.state()).isEqualTo("vendor=1");
    assertThat(named(TELEMETRY.getSpans(), "xmlfleet send").getParentSpanId())
        .isEqualTo("b7ad6b7169203331");
  }

  @Test
  void doesNothingWithoutATracerAndPassesOnWhatItWasGiven() {
    Tracing off = new Tracing(OpenTelemetry.noop());

    try (Tracing.Sending none = off.sending(item(1, null));
        Tracing.Sending foreign = off.sending(item(1, FOREIGN))) {
      assertThat(none.trace()).isNull();
      assertThat(foreign.trace()).isEqualTo(FOREIGN);
    }
    off.processed(processed(null, null));
    assertThat(TELEMETRY.getSpans()).isEmpty();
  }

  private static TraceContext sent(Tracing by, WorkItem work) {
    try (Tracing.Sending sending = by.sending(work)) {
      return Objects.requireNonNull(sending.trace());
    }
  }

  private static WorkItem item(int attempt, @Nullable TraceContext trace) {
    return new WorkItem(new ItemId("monday", 7), "a.xml", null, attempt, new byte[1])
        .tracedBy(trace);
  }

  private static Processed processed(@Nullable TraceContext trace, @Nullable Failure failure) {
    return new Processed(
        trace,
        new ItemId("monday", 7),
        1,
        "loans",
        NOW,
        NOW.plusSeconds(1),
        NOW.plusSeconds(2),
        NOW.plusSeconds(3),
        failure == null ? "loaded" : "rejected",
        failure);
  }

  private static SpanData named(List<SpanData> spans, String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }
}
