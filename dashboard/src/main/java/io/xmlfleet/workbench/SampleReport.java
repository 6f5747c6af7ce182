package io.xmlfleet.workbench;

import io.xmlfleet.draft.QualifiedName;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.mapping.ContractUses;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.mapping.SampleSurvey;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a text makes of all samples. Immutable.
 *
 * @param rejections by reason, those of most documents first
 * @param findings what samples say against the text
 * @param left paths that have values and that no column takes, those that come most often first
 * @param change against the saved text; null: that has problems, or is the same
 */
record SampleReport(
    int documents,
    int loaded,
    List<Rejections> rejections,
    List<TableStatistics> tables,
    List<Finding> findings,
    Coverage coverage,
    List<LeftPath> left,
    TextChange.@Nullable Found change) {
  private static final int MOST_LEFT = 100;
  private static final int MOST_FINDINGS = 200;

  /** Documents that are rejected for one reason; the samples' numbers are from 0. */
  record Rejections(
      String stage, String reason, @Nullable String location, List<Integer> samples) {}

  /** What one table gets. */
  record TableStatistics(String table, long rows, List<ColumnStatistics.Found> columns) {}

  /** At a line of the contract, from 1; never a value. */
  record Finding(int line, String text) {}

  /** How many paths have values in the samples, and how many of them a text takes. */
  record Coverage(int paths, int taken) {}

  /** A path from the root, how often it has a value, and in how many samples it is there. */
  record LeftPath(String path, long times, int documents) {}

  /**
   * Maps all samples.
   *
   * @param saved null: there is nothing to compare with
   */
  static SampleReport of(
      Compiled compiled, @Nullable Compiled saved, List<Sample> samples, SamplePaths paths) {
    return new Reading(compiled, saved).read(samples, paths);
  }

  /** Confined to one thread; used once. */
  private static final class Reading {
    private final Compiled compiled;
    private final @Nullable Compiled saved;
    private final SampleSurvey survey;
    private final TextChange change = new TextChange();
    private final Map<Failure, List<Integer>> rejections = new LinkedHashMap<>();
    private final Map<String, List<ColumnStatistics>> statistics = new LinkedHashMap<>();
    private final Map<String, Long> rows = new LinkedHashMap<>();

    Reading(Compiled compiled, @Nullable Compiled saved) {
      this.compiled = compiled;
      this.saved = saved;
      this.survey = new SampleSurvey(compiled.required());
      for (Table table : compiled.required().tables()) {
        List<ColumnStatistics> ofTable = new ArrayList<>();
        table.columns().forEach(column -> ofTable.add(new ColumnStatistics()));
        statistics.put(table.id().toString(), ofTable);
      }
    }

    SampleReport read(List<Sample> samples, SamplePaths paths) {
      for (int i = 0; i < samples.size(); i++) {
        SourceDocument document = samples.get(i).document();
        if (document instanceof SourceDocument.Read read) {
          add(i, read.bytes(), samples.get(i).context());
        } else if (document instanceof SourceDocument.Rejected rejected) {
          reject(i, rejected.failure());
        }
      }
      Left left = new Left();
      paths
          .root()
          .children()
          .forEach(
              root ->
                  left.look(
                      root,
                      compiled.uses().start().child(root.name().local(), root.name().namespace())));
      int rejected = rejections.values().stream().mapToInt(List::size).sum();
      return new SampleReport(
          samples.size(),
          samples.size() - rejected,
          rejections(),
          tables(),
          survey.findings().stream()
              .limit(MOST_FINDINGS)
              .map(each -> new Finding(each.at().line(), text(each)))
              .toList(),
          new Coverage(left.paths, left.paths - left.found.size()),
          left.most(),
          saved == null ? null : change.found());
    }

    private void add(int sample, byte[] document, DocumentContext context) {
      Mapped mapped = survey.add(document, context);
      Failure failure = RowsView.failure(mapped);
      if (failure != null) {
        reject(sample, failure);
      } else {
        ((Mapped.Rows) mapped).batches().forEach(this::add);
      }
      if (saved != null) {
        change.add(sample, saved.mapper().map(document, context), mapped);
      }
    }

    private void reject(int sample, Failure failure) {
      rejections.computeIfAbsent(failure, any -> new ArrayList<>()).add(sample);
    }

    private void add(RowBatch batch) {
      String table = batch.table().id().toString();
      rows.merge(table, (long) batch.size(), Long::sum);
      List<ColumnStatistics> columns = statistics.getOrDefault(table, List.of());
      for (Object[] row : batch.rows()) {
        for (int i = 0; i < row.length; i++) {
          columns.get(i).add(row[i]);
        }
      }
    }

    private List<Rejections> rejections() {
      return rejections.entrySet().stream()
          .sorted(Comparator.comparing(each -> -each.getValue().size()))
          .map(
              each ->
                  new Rejections(
                      each.getKey().stage().name(),
                      each.getKey().reason(),
                      each.getKey().location(),
                      each.getValue()))
          .toList();
    }

    private List<TableStatistics> tables() {
      List<TableStatistics> tables = new ArrayList<>();
      for (Table table : compiled.required().tables()) {
        String name = table.id().toString();
        List<ColumnStatistics> found = statistics.getOrDefault(name, List.of());
        List<ColumnStatistics.Found> columns = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
          Column column = table.columns().get(i);
          columns.add(found.get(i).found(column));
        }
        tables.add(new TableStatistics(name, rows.getOrDefault(name, 0L), columns));
      }
      return tables;
    }

    private static String text(SampleSurvey.Finding finding) {
      return finding.count() == 0
          ? finding.what()
          : finding.what() + ": " + finding.count() + (finding.count() == 1 ? " value" : " values");
    }
  }

  /** Looks for paths that nothing takes. Confined to one thread. */
  private static final class Left {
    private final List<LeftPath> found = new ArrayList<>();
    private int paths;

    void look(SamplePaths.Node node, ContractUses.Place place) {
      String path = '/' + String.join("/", node.path());
      take(path, node.text(), !place.text().isEmpty());
      node.attributes()
          .forEach(
              (name, values) -> take(path + "/@" + name.local(), values, isTaken(place, name)));
      node.children()
          .forEach(
              child -> look(child, place.child(child.name().local(), child.name().namespace())));
    }

    private static boolean isTaken(ContractUses.Place place, QualifiedName name) {
      return !place.attribute(name.local(), name.namespace()).isEmpty();
    }

    private void take(String path, SamplePaths.Values values, boolean taken) {
      long filled = values.evidence().filled();
      if (filled > 0) {
        paths++;
        if (!taken) {
          found.add(new LeftPath(path, filled, values.documents()));
        }
      }
    }

    List<LeftPath> most() {
      return found.stream()
          .sorted(Comparator.comparing(each -> -each.times()))
          .limit(MOST_LEFT)
          .toList();
    }
  }
}
