package io.xmlfleet.mapping;

import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.mapping.ContractPlan.Demand;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.TableId;
import io.xmlfleet.xml.CapturedElement;
import io.xmlfleet.xml.DocumentReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Maps documents by one compiled contract. Immutable and thread-safe; make one a contract, not one
 * a thread, so that all threads share the parser's table of names.
 */
public final class ContractMapper implements DocumentMapper {
  /** Why a document is rejected that takes too long. */
  static final Failure LATE =
      Failure.of(Stage.TIMEOUT, "the document took longer than an item may take");

  private final ContractPlan plan;
  private final DocumentReader reader;
  private final @Nullable Slot appIdSlot;

  public ContractMapper(ContractPlan plan) {
    this(plan, plan.capture());
  }

  /**
   * A mapper that captures otherwise than the contract says.
   *
   * @param capture of the plan, or with open gates
   */
  ContractMapper(ContractPlan plan, CapturePlan capture) {
    this.plan = plan;
    this.reader = new DocumentReader(capture);
    this.appIdSlot = plan.appId() instanceof RowValue.Captured captured ? captured.slot() : null;
  }

  /**
   * What listens to the tables, in the contract's order.
   *
   * @param wanted the columns whose values are accounted for
   */
  List<TableTracer> tracers(BiPredicate<TableId, String> wanted) {
    return plan.mappers().stream()
        .map(each -> new TableTracer(each, column -> wanted.test(each.table().id(), column)))
        .toList();
  }

  @Override
  public Mapped map(byte[] document, DocumentContext context) {
    return map(document, context, input -> {});
  }

  /**
   * Maps, then shows what was mapped, selections and all.
   *
   * @param then not called for a document that could not be read to its end
   */
  Mapped map(byte[] document, DocumentContext context, Consumer<DocumentInput> then) {
    DocumentReader.Result read = reader.read(document, context.deadline(), context.memory());
    context.read().run();
    CapturedElement root = read.captured().root();
    String appId = appId(root);
    if (read.failure() != null) {
      return new Mapped.Rejected(appId, read.failure());
    }
    if (root == null) {
      throw new IllegalStateException("a document was read to its end without a root element");
    }
    DocumentInput input =
        new DocumentInput(
            read.captured(), root, context, appId, document.length, new SelectedElements(context));
    Mapped mapped;
    try {
      mapped = map(input);
    } catch (MemoryLimit.Exceeded e) {
      mapped = new Mapped.Rejected(appId, e.failure(Stage.MAPPING, null));
    }
    then.accept(input);
    return mapped;
  }

  private Mapped map(DocumentInput document) {
    RowInput row = new RowInput(document);
    plan.selectors().forEach(selector -> selector.select(row));
    Failure failure = document.selections().wasLate() ? LATE : unmet(document);
    Failure insertionFailure = null;
    List<RowBatch> batches = new ArrayList<>();
    for (int i = 0; i < plan.mappers().size() && failure == null; i++) {
      TableMapper table = plan.mappers().get(i);
      TableRows rows = table.rows(document);
      failure = rows.failure();
      insertionFailure = insertionFailure == null ? rows.insertionFailure() : insertionFailure;
      if (!rows.rows().isEmpty()) {
        batches.add(new RowBatch(table.table(), rows.rows()));
      }
    }
    if (document.selections().wasLate()) {
      failure = LATE; // rows may be missing, and what they fail for may not be so
    }
    return failure == null
        ? new Mapped.Rows(document.appId(), batches, insertionFailure, plan.mayBeEmpty())
        : new Mapped.Rejected(document.appId(), failure);
  }

  private @Nullable Failure unmet(DocumentInput document) {
    RowInput row = new RowInput(document);
    for (Demand required : plan.demands()) {
      if (!required.test().passes(row)) {
        return new Failure(
            Stage.VALIDATION,
            required.requirement().message(),
            required.requirement().at().fileAndLine() + ", " + required.test().path());
      }
    }
    return null;
  }

  private @Nullable String appId(@Nullable CapturedElement root) {
    String text = appIdSlot == null || root == null ? null : root.text(appIdSlot.index());
    return text == null || Blanks.isBlank(text) ? null : Blanks.strip(text);
  }
}
