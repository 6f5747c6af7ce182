package io.xmlfleet.message;

import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Which trace a document belongs to: W3C's {@code traceparent} and {@code tracestate}, carried in
 * headers of these names through work items, outcomes, dead letters and replays. Immutable.
 *
 * @param parent version, trace id, span id and flags
 * @param state what the tracer's vendor adds
 */
public record TraceContext(String parent, @Nullable String state) {
  public static final String PARENT = "traceparent";
  public static final String STATE = "tracestate";

  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final int LONGEST_STATE = 512;
  private static final int ID_FROM = 3;
  private static final int ID_TO = 35;

  public TraceContext {
    if (!FORM.matcher(parent).matches()) {
      throw new IllegalArgumentException("not a traceparent");
    }
  }

  /** That of a record; null: it has none, or none that is well-formed. */
  public static @Nullable TraceContext in(Headers headers) {
    String parent = HeaderText.get(headers, PARENT);
    if (parent == null || !FORM.matcher(parent).matches()) {
      return null;
    }
    String state = HeaderText.get(headers, STATE);
    return new TraceContext(parent, state == null || state.length() > LONGEST_STATE ? null : state);
  }

  /** Puts it where {@link #in} finds it. */
  public static void put(Headers headers, @Nullable TraceContext trace) {
    if (trace != null) {
      HeaderText.put(headers, PARENT, trace.parent());
      HeaderText.put(headers, STATE, trace.state());
    }
  }

  /** The trace's id, 32 hex digits. */
  public String traceId() {
    return parent.substring(ID_FROM, ID_TO);
  }
}
