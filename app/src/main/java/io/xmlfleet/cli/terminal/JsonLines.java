package io.xmlfleet.cli.terminal;

import io.xmlfleet.cli.base.ConsoleText;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.publish.PublishProgress;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Each report as a line, as it comes, for programs. Confined to one thread. */
public final class JsonLines implements ProgressView {
  private final PrintWriter out;

  public JsonLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void show(@Nullable ProgressReport report, @Nullable PublishProgress sending) {
    if (report != null) {
      out.println(ConsoleText.json(report));
      out.flush();
    }
  }

  @Override
  public void end() {
    out.flush();
  }
}
