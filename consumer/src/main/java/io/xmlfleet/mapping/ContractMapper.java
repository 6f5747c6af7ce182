package io.xmlfleet.mapping;

import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.plan.ContractPlan;
import io.xmlfleet.contract.plan.ContractPlan.RequiredText;
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.message.Failure;
import io.xmlfleet.message.Stage;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.xml.CapturedElement;
import io.xmlfleet.xml.DocumentReader;
import io.xmlfleet.xml.ReadResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maps documents by one compiled contract. Immutable and thread-safe; make one a contract, not one
 * a thread, so that all threads share the parser's table of names.
 */
public final class ContractMapper implements DocumentMapper {
  private final ContractPlan plan;
  private final DocumentReader reader;
  private final List<TableMapper> tables;

  public ContractMapper(ContractPlan plan) {
    this.plan = plan;
    this.reader = new DocumentReader(plan.capture());
    this.tables = plan.tablePlans().stream().map(TableMapper::new).toList();
  }

  @Override
  public Mapped map(byte[] document, DocumentContext context) {
    ReadResult read = reader.read(document, context.deadline());
    CapturedElement root = read.captured().root();
    String appId = appId(root);
    if (read.failure() != null) {
      return new Mapped.Refused(appId, read.failure());
    }
    if (root == null) {
      throw new IllegalStateException("a document was read to its end without a root element");
    }
    return map(new DocumentInput(read.captured(), root, context, appId));
  }

  private Mapped map(DocumentInput document) {
    Failure failure = missing(document.root());
    List<RowBatch> batches = new ArrayList<>();
    for (int i = 0; i < tables.size() && failure == null; i++) {
      List<Object[]> rows = new ArrayList<>();
      failure = tables.get(i).map(document, rows);
      if (!rows.isEmpty()) {
        batches.add(new RowBatch(tables.get(i).table(), rows));
      }
    }
    return failure == null
        ? new Mapped.Rows(document.appId(), batches)
        : new Mapped.Refused(document.appId(), failure);
  }

  private @Nullable Failure missing(CapturedElement root) {
    for (RequiredText required : plan.required()) {
      if (Blanks.isBlank(root.text(required.slot().index()))) {
        return new Failure(
            Stage.VALIDATION,
            required.requirement().message(),
            required.requirement().at().fileAndLine() + ", " + required.slot().path());
      }
    }
    return null;
  }

  private @Nullable String appId(@Nullable CapturedElement root) {
    Slot slot = plan.appId();
    String text = slot == null || root == null ? null : root.text(slot.index());
    return text == null || Blanks.isBlank(text) ? null : Blanks.strip(text);
  }
}
