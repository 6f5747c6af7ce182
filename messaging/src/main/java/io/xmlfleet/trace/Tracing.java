package io.xmlfleet.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.TraceContext;
import io.xmlfleet.message.WorkItem;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One trace a document: a span when it is sent, one when it is worked on, and so for each replay.
 * The messages carry W3C's form, whatever the tracer is set to use elsewhere. Thread-safe.
 */
public final class Tracing {
  private static final AttributeKey<String> RUN = AttributeKey.stringKey("xmlfleet.run");
  private static final AttributeKey<Long> SEQUENCE = AttributeKey.longKey("xmlfleet.sequence");
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("xmlfleet.attempt");
  private static final AttributeKey<String> CONTRACT = AttributeKey.stringKey("xmlfleet.contract");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("xmlfleet.outcome");
  private static final AttributeKey<String> STAGE = AttributeKey.stringKey("xmlfleet.stage");

  private static final W3CTraceContextPropagator FORM = W3CTraceContextPropagator.getInstance();
  private static final TextMapGetter<TraceContext> FIELDS =
      new TextMapGetter<>() {
        @Override
        public @Nullable String get(@Nullable TraceContext carrier, String key) {
          if (carrier == null) {
            return null;
          }
          return key.equals(TraceContext.PARENT) ? carrier.parent() : carrier.state();
        }
      };

  private final Tracer tracer;

  public Tracing(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer("io.xmlfleet");
  }

  /** With what the agent has set; without one, spans that are nothing. */
  public static Tracing global() {
    return new Tracing(GlobalOpenTelemetry.get());
  }

  /** Begins to send a document. Current on this thread until it is closed. */
  public Sending sending(WorkItem work) {
    String name = work.attempt() == 1 ? "xmlfleet send" : "xmlfleet replay";
    Context before = context(work.trace(), Context.current());
    SpanBuilder builder =
        about(tracer.spanBuilder(name), work.item(), work.attempt())
            .setSpanKind(SpanKind.PRODUCER)
            .setParent(before);
    Span span = builder.startSpan();
    return new Sending(span, before.with(span));
  }

  /** Tells of a document that was worked on, afterwards. */
  public void processed(Processed facts) {
    Span whole =
        about(tracer.spanBuilder("xmlfleet process"), facts.item(), facts.attempt())
            .setSpanKind(SpanKind.CONSUMER)
            .setParent(context(facts.trace(), Context.root()))
            .setStartTimestamp(facts.startedAt())
            .startSpan();
    if (!whole.isRecording()) {
      return;
    }
    Context inside = Context.root().with(whole);
    tracer
        .spanBuilder("prepare")
        .setParent(inside)
        .setStartTimestamp(facts.startedAt())
        .startSpan()
        .end(facts.preparedAt());
    tracer
        .spanBuilder("load")
        .setParent(inside)
        .setStartTimestamp(facts.loadingSince())
        .startSpan()
        .end(facts.loadedAt());
    whole.setAttribute(OUTCOME, facts.outcome());
    if (facts.contract() != null) {
      whole.setAttribute(CONTRACT, facts.contract());
    }
    if (facts.failure() != null) {
      whole.setAttribute(STAGE, facts.failure().stage().name());
      whole.setStatus(StatusCode.ERROR, facts.failure().reason());
    }
    whole.end(facts.loadedAt());
  }

  private static SpanBuilder about(SpanBuilder builder, ItemId item, int attempt) {
    return builder
        .setAttribute(RUN, item.run())
        .setAttribute(SEQUENCE, item.sequence())
        .setAttribute(ATTEMPT, (long) attempt);
  }

  private static Context context(@Nullable TraceContext trace, Context otherwise) {
    return trace == null ? otherwise : FORM.extract(otherwise, trace, FIELDS);
  }

  /** A document on its way out. Confined to one thread. */
  public static final class Sending implements AutoCloseable {
    private final Span span;
    private final Scope scope;
    private final @Nullable TraceContext trace;

    @SuppressWarnings("MustBeClosedChecker") // by close(), as whoever sends closes this
    private Sending(Span span, Context context) {
      this.span = span;
      this.trace = trace(context);
      this.scope = context.makeCurrent();
    }

    /** What the document is to carry; null: there is no trace. */
    public @Nullable TraceContext trace() {
      return trace;
    }

    private static @Nullable TraceContext trace(Context context) {
      if (!Span.fromContext(context).getSpanContext().isValid()) {
        return null;
      }
      Map<String, String> fields = new HashMap<>();
      FORM.inject(context, fields, Map::put);
      String parent = fields.get(TraceContext.PARENT);
      return parent == null ? null : new TraceContext(parent, fields.get(TraceContext.STATE));
    }

    @Override
    public void close() {
      scope.close();
      span.end();
    }
  }
}
