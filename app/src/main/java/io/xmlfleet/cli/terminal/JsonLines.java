package io.xmlfleet.cli.terminal;

import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.publish.PublishProgress;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Each report as a line, as it comes, for programs. Confined to one thread. */
public final class JsonLines implements ProgressView {
  /** JSON allows them in its texts; a terminal obeys them. */
  private static final Pattern CONTROLS = Pattern.compile("[\\u007f-\\u009f]");

  private final PrintWriter out;

  public JsonLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void show(@Nullable ProgressReport report, @Nullable PublishProgress sending) {
    if (report != null) {
      String json = new String(FleetJson.write(report), StandardCharsets.UTF_8);
      out.println(
          CONTROLS
              .matcher(json)
              .replaceAll(
                  found -> String.format(Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0))));
      out.flush();
    }
  }

  @Override
  public void end() {
    out.flush();
  }
}
