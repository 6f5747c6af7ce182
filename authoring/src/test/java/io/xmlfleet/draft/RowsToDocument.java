package io.xmlfleet.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.ColumnMapping;
import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.TableMapping;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.table.RowBatch;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** Puts documents together again of nothing but the rows that a drafted contract makes of them. */
final class RowsToDocument {
  private final Contract contract;
  private final ContractMapper mapper;

  /** Elements that are rows, by the path of their table, in order. */
  private final Map<List<PathStep>, List<DocumentTree>> made = new HashMap<>();

  RowsToDocument(String yaml) {
    this.contract = new ContractReader().read("draft", yaml);
    this.mapper = new ContractMapper(new ContractPlan(contract));
  }

  /** The document that the rows of a document say. */
  DocumentTree of(byte[] document) {
    Mapped mapped =
        mapper.map(
            document,
            new DocumentContext(
                "run", 1, "document", Deadline.after(Duration.ofMinutes(5), Clock.systemUTC())));
    if (mapped instanceof Mapped.Rejected refused) {
      throw new AssertionError("rejected: " + refused.failure());
    }
    made.clear();
    Map<String, List<Object[]>> rows = new HashMap<>();
    for (RowBatch batch : ((Mapped.Rows) mapped).batches()) {
      rows.computeIfAbsent(batch.table().id().toString(), any -> new ArrayList<>())
          .addAll(batch.rows());
    }
    for (TableMapping table : contract.tables()) {
      for (Object[] row : rows.getOrDefault(table.table().id().toString(), List.of())) {
        row(table, row);
      }
    }
    return made.entrySet().stream()
        .filter(each -> each.getKey().size() == 1)
        .map(each -> each.getValue().get(0))
        .findFirst()
        .orElseThrow();
  }

  private void row(TableMapping table, Object[] row) {
    List<PathStep> path =
        table.rows() instanceof RowRule.PerElement rule
            ? rule.each().steps()
            : contract.document().root();
    PathStep last = path.get(path.size() - 1);
    DocumentTree element = new DocumentTree(last.namespace(), last.name(), true);
    List<DocumentTree> sisters = made.computeIfAbsent(path, any -> new ArrayList<>());
    sisters.add(element);
    if (path.size() > 1) {
      DocumentTree parent = parent(table, row, path);
      parent.content.add(element);
      parent.isInOrder = false;
    }
    for (int i = 0; i < row.length; i++) {
      if (row[i] != null) {
        value(table.columns().get(i), row[i], element, sisters.size());
      }
    }
    for (int i = 0; i < row.length; i++) {
      if (table.columns().get(i).source() instanceof ValueSource.Overflow && row[i] != null) {
        merge(element, DocumentTree.element(((String) row[i]).getBytes(StandardCharsets.UTF_8)));
      }
    }
    for (int i = 0; i < row.length; i++) {
      presence(table, i, row, element);
    }
  }

  /** The element around a row's, down from that of the table that it joins to. */
  private DocumentTree parent(TableMapping table, Object[] row, List<PathStep> path) {
    int climbs = path.size() - 1;
    int number = 1;
    for (int i = 0; i < row.length; i++) {
      if (table.columns().get(i).source() instanceof ValueSource.Ordinal ordinal
          && ordinal.climbs() > 0) {
        climbs = ordinal.climbs();
        number = (Integer) row[i];
      }
    }
    int length = path.size() - climbs;
    DocumentTree around = made.get(path.subList(0, length)).get(number - 1);
    return down(around, path.subList(length, path.size() - 1));
  }

  private static DocumentTree down(DocumentTree from, List<PathStep> steps) {
    DocumentTree at = from;
    for (PathStep step : steps) {
      at = child(at, step, 0);
    }
    return at;
  }

  private static DocumentTree child(DocumentTree around, PathStep step, int number) {
    List<DocumentTree> there = new ArrayList<>();
    for (DocumentTree child : around.children(step.name())) {
      if (child.matches(step.namespace(), step.name())) {
        there.add(child);
      }
    }
    while (there.size() <= number) {
      DocumentTree child = new DocumentTree(step.namespace(), step.name(), false);
      around.content.add(child);
      around.isInOrder = false;
      there.add(child);
    }
    return there.get(number);
  }

  private static void value(
      ColumnMapping column, Object value, DocumentTree element, int sequence) {
    if (column.source() instanceof ValueSource.Ordinal ordinal && ordinal.climbs() == 0) {
      assertThat(value).isEqualTo(sequence);
    } else if (column.source() instanceof ValueSource.FromPath from && !from.path().counts()) {
      DocumentTree owner = down(element, from.path().steps());
      PathStep attribute = from.path().attribute();
      if (attribute == null) {
        owner.content.add(value);
      } else {
        owner.put(attribute.name(), value);
      }
    }
  }

  /** What a column says of an element or an attribute that may be empty. */
  private void presence(TableMapping table, int at, @Nullable Object[] row, DocumentTree element) {
    ValueSource source = table.columns().get(at).source();
    if (source instanceof ValueSource.FromPath from && from.path().counts()) {
      List<PathStep> steps = from.path().steps();
      int count = (Integer) row[at];
      if (count > 0) {
        DocumentTree owner = down(element, steps.subList(0, steps.size() - 1));
        child(owner, steps.get(steps.size() - 1), count - 1);
      }
    } else if (source instanceof ValueSource.FromExpression from && Boolean.TRUE.equals(row[at])) {
      String path = from.computed().text().replaceAll("^\\[|\\] IS NOT NULL$", "");
      for (int i = 0; i < row.length; i++) {
        if (table.columns().get(i).source() instanceof ValueSource.FromPath value
            && value.path().text().equals(path)
            && row[i] == null) {
          DocumentTree owner = down(element, value.path().steps());
          owner.put(path.replaceAll("^.*[@:]", ""), "");
        }
      }
    }
  }

  /** Adds an overflow to what columns say. */
  private static void merge(DocumentTree tree, Element overflow) {
    assertThat(overflow.getLocalName()).isEqualTo(tree.name);
    tree.takeAttributes(overflow);
    List<DocumentTree> known = new ArrayList<>(tree.children());
    List<Object> values = tree.texts();
    List<Object> merged = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Node child = overflow.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Text piece) {
        text.append(piece.getData());
      } else if (child instanceof Element inner) {
        addText(merged, text);
        DocumentTree same =
            known.stream()
                .filter(
                    each ->
                        !each.isRow
                            && each.matches(DocumentTree.namespace(inner), inner.getLocalName()))
                .findFirst()
                .orElseGet(
                    () ->
                        new DocumentTree(
                            DocumentTree.namespace(inner), inner.getLocalName(), false));
        known.remove(same);
        merge(same, inner);
        merged.add(same);
      }
    }
    addText(merged, text);
    if (merged.isEmpty()) {
      return; // attributes only
    }
    tree.isInOrder = known.isEmpty();
    merged.addAll(known);
    tree.content.clear();
    tree.content.addAll(merged);
    if (!values.isEmpty()) {
      // The column has the whole text, the overflow its parts.
      assertThat(tree.wholeText())
          .isEqualTo(values.get(0).toString().replaceAll("[\\s\\p{Z}]+", ""));
    }
  }

  private static void addText(List<Object> content, StringBuilder text) {
    if (!DocumentTree.strip(text).isEmpty()) {
      content.add(text.toString());
    }
    text.setLength(0);
  }
}
