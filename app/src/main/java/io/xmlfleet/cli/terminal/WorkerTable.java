package io.xmlfleet.cli.terminal;

import io.xmlfleet.cli.base.ConsoleText;
import io.xmlfleet.cli.terminal.ScreenLine.Look;
import io.xmlfleet.message.ProgressReport.WorkerShare;
import io.xmlfleet.text.Counted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The workers of a run in as many lines as there are for them. Immutable. */
final class WorkerTable {
  /** Titles and the rule under them. */
  private static final int HEAD = 2;

  private static final int SHORTEST_NAME = 12;

  private final List<WorkerShare> workers;
  private final Instant now;

  WorkerTable(List<WorkerShare> workers, Instant now) {
    this.workers = List.copyOf(workers);
    this.now = now;
  }

  List<ScreenLine> lines(int columns, int room) {
    if (workers.isEmpty() || room < 1) {
      return List.of();
    }
    if (room <= HEAD + 1 && workers.size() + HEAD > room) {
      return List.of(ScreenLine.plain(Counted.of(workers.size(), "worker")));
    }
    int shown = workers.size() + HEAD <= room ? workers.size() : room - HEAD - 1;
    List<ScreenLine> lines = styled(fitting(workers.subList(0, shown), columns));
    if (shown < workers.size()) {
      lines.add(
          new ScreenLine(
              String.format(Locale.ROOT, "… and %,d more", workers.size() - shown), Look.FAINT));
    }
    return lines;
  }

  /** Where it is too wide the names give way; the figures do not. */
  private TextTable fitting(List<WorkerShare> some, int columns) {
    TextTable table = table(some, Integer.MAX_VALUE);
    int excess = table.width() - columns;
    if (excess <= 0) {
      return table;
    }
    int longest = some.stream().map(WorkerShare::worker).mapToInt(String::length).max().orElse(0);
    return table(some, Math.max(SHORTEST_NAME, longest - excess));
  }

  private TextTable table(List<WorkerShare> some, int longestName) {
    TextTable table = TextTable.of("worker", "#processed", "#failed", "#last seen");
    for (WorkerShare worker : some) {
      table.row(
          // Names of one process differ at their end.
          ScreenLine.cutFront(worker.worker(), longestName),
          ConsoleText.number(worker.processed()),
          ConsoleText.number(worker.failed()),
          DurationFormat.text(DurationFormat.since(worker.lastSeen(), now)) + " ago");
    }
    return table;
  }

  private static List<ScreenLine> styled(TextTable table) {
    List<ScreenLine> lines = new ArrayList<>();
    for (String line : table.lines()) {
      lines.add(new ScreenLine(line, lines.size() < HEAD ? Look.FAINT : Look.PLAIN));
    }
    return lines;
  }
}
