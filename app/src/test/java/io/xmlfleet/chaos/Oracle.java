package io.xmlfleet.chaos;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.RunEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what a fleet has left behind with a run without a fault: tables, ledger, outcomes, dead
 * letters and progress, each on its own.
 */
final class Oracle {
  private final Reference reference;
  private final Topics topics;
  private final List<String> differences = new ArrayList<>();

  Oracle(Reference reference, Topics topics) {
    this.reference = reference;
    this.topics = topics;
  }

  /** Every difference, in words. */
  List<String> differences(ChaosDatabase.Login database) throws SQLException {
    tables(TableChecksums.of(database));
    documents();
    Map<ItemId, Outcome> outcomes = outcomes();
    records(outcomes);
    letters(outcomes);
    ledger(outcomes, database);
    progress(outcomes);
    return differences;
  }

  private void tables(Map<String, String> found) {
    reference
        .tables()
        .forEach((table, sum) -> expect("table " + table, sum, found.getOrDefault(table, "none")));
  }

  private void documents() {
    Set<String> sent = new HashSet<>(topics.work().values());
    Set<String> missing = new HashSet<>(reference.loaded().keySet());
    missing.addAll(reference.refused().keySet());
    missing.removeAll(sent);
    missing.forEach(record -> differences.add(record + " was never sent"));
  }

  /** The one outcome of each item on the work topic. */
  private Map<ItemId, Outcome> outcomes() {
    Map<ItemId, Outcome> outcomes = new TreeMap<>();
    for (ItemId item : topics.work().keySet()) {
      Set<Outcome> found = topics.outcomes().getOrDefault(item, Set.of());
      if (found.size() == 1) {
        outcomes.put(item, found.iterator().next());
      } else {
        differences.add(item + " has " + (found.isEmpty() ? "no outcome" : "outcomes " + found));
      }
    }
    topics.outcomes().keySet().stream()
        .filter(item -> !topics.work().containsKey(item))
        .forEach(item -> differences.add(item + " has an outcome and was never sent"));
    return outcomes;
  }

  /** Of the items that carry one document, one has loaded it, and the others say who. */
  private void records(Map<ItemId, Outcome> outcomes) {
    Map<String, List<ItemId>> loaders = new HashMap<>();
    outcomes.forEach(
        (item, outcome) -> {
          String record = topics.work().get(item);
          if (outcome instanceof Outcome.Loaded loaded) {
            loaders.computeIfAbsent(record, any -> new ArrayList<>()).add(item);
            expect("rows of " + item, reference.loaded().get(record), loaded.rows());
          } else if (outcome instanceof Outcome.AlreadyLoaded already) {
            expect("the loader of " + item, record, topics.work().get(already.by()));
          } else if (!reference.refused().containsKey(record)) {
            differences.add(item + " is refused, and is loadable: " + outcome);
          }
        });
    for (String record : reference.loaded().keySet()) {
      List<ItemId> by = loaders.getOrDefault(record, List.of());
      if (by.size() != 1) {
        differences.add(record + " was loaded by " + by);
      }
    }
  }

  private void letters(Map<ItemId, Outcome> outcomes) {
    Map<ItemId, String> expected = new TreeMap<>();
    outcomes.forEach(
        (item, outcome) -> {
          if (outcome instanceof Outcome.Rejected) {
            expected.put(item, reference.refused().get(topics.work().get(item)));
          }
        });
    compare("dead letter of", expected, topics.letters());
  }

  private void ledger(Map<ItemId, Outcome> outcomes, ChaosDatabase.Login database)
      throws SQLException {
    Map<ItemId, String> expected = new TreeMap<>();
    outcomes.forEach(
        (item, outcome) -> {
          if (outcome instanceof Outcome.Loaded) {
            expected.put(item, topics.work().get(item));
          }
        });
    Map<ItemId, String> found = new TreeMap<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT run_id, sequence, record_id FROM xmlfleet_ledger")) {
      while (rows.next()) {
        found.put(new ItemId(rows.getString(1), rows.getLong(2)), rows.getString(3));
      }
    }
    compare("ledger entry of", expected, found);
  }

  private void progress(Map<ItemId, Outcome> outcomes) {
    Map<String, List<Outcome>> byRun = new TreeMap<>();
    outcomes.forEach(
        (item, outcome) ->
            byRun.computeIfAbsent(item.run(), any -> new ArrayList<>()).add(outcome));
    byRun.forEach(this::progress);
  }

  private void progress(String run, List<Outcome> outcomes) {
    ProgressReport report = topics.reports().get(run);
    if (report == null) {
      differences.add("run " + run + " has no report");
      return;
    }
    RunEvent event = topics.runs().get(run);
    Long total = event == null ? null : event.total();
    Map<String, Long> rows = new TreeMap<>();
    long loaded = 0;
    long already = 0;
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Loaded one) {
        loaded++;
        one.rows().forEach((table, count) -> rows.merge(table, count, Long::sum));
      } else if (outcome instanceof Outcome.AlreadyLoaded) {
        already++;
      }
    }
    long failed = outcomes.size() - loaded - already;
    expect(
        "counts of " + run,
        new ProgressReport.Counts(total, loaded, already, failed),
        report.counts());
    expect("rows of " + run, rows, new TreeMap<>(report.rows()));
    expect(
        "documents of the workers of " + run,
        (long) outcomes.size(),
        report.workers().stream().mapToLong(ProgressReport.WorkerShare::processed).sum());
    if (total != null && !report.finished()) {
      differences.add("run " + run + " is " + report.state());
    }
  }

  private void compare(String what, Map<ItemId, String> expected, Map<ItemId, String> found) {
    Set<ItemId> items = new HashSet<>(expected.keySet());
    items.addAll(found.keySet());
    items.forEach(item -> expect(what + " " + item, expected.get(item), found.get(item)));
  }

  private void expect(String what, Object expected, Object found) {
    if (expected == null ? found != null : !expected.equals(found)) {
      differences.add(what + ": expected " + expected + ", found " + found);
    }
  }
}
