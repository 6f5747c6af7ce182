package io.xmlfleet.mapping;

import io.xmlfleet.contract.Metadata;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.SourcePosition;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.item.Origin;
import io.xmlfleet.xml.CapturedElement;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a value is found after the pass over a document. Immutable and thread-safe. */
sealed interface RowValue
    permits SelectedValue, DatabaseValue, RowValue.Simple, RowValue.OfExpression {
  Unusable MORE_THAN_ONE =
      new Unusable("is to come from the only such element, and there are several");

  /** The text, maybe blank; null if there is none; {@link Unusable}. */
  @Nullable Object read(RowInput row);

  /** In a contract's words. */
  String text();

  /** For messages: the path from the root, or how else the value comes about; null: of itself. */
  default @Nullable String path() {
    return null;
  }

  /** Whether it is the same for all rows of a document. */
  default boolean isOfDocument() {
    return false;
  }

  /** What it reads of elements: one of these slots, by the element's scope. */
  default List<Slot> slots() {
    return List.of();
  }

  /** Values that it is computed from or found by. */
  default List<RowValue> inputs() {
    return List.of();
  }

  /** The text that an element has at a slot, or why it cannot be told. */
  static @Nullable Object read(CapturedElement owner, Slot slot) {
    CapturedElement element = behind(owner, slot);
    if (element == null) {
      return slot.aggregate() != null
          ? slot.aggregate().ofNone()
          : slot.index() == Slot.COUNT ? "0" : null;
    }
    if (slot.aggregate() != null) {
      return element.aggregate(slot.index(), slot.aggregate());
    }
    if (slot.index() == Slot.COUNT) {
      return Integer.toString(element.count(slot.group()));
    }
    if (slot.pick() == Pick.ONLY && element.count(slot.group()) > 1) {
      return MORE_THAN_ONE;
    }
    return element.text(slot.index());
  }

  /** The element that has what a slot says: one of its scope, or what that has a link to. */
  static @Nullable CapturedElement behind(CapturedElement owner, Slot slot) {
    return slot.link() == Slot.HERE ? owner : owner.link(slot.link());
  }

  /** Which of several elements gives the value, in a contract's words. */
  static String picked(Pick pick) {
    return pick == Pick.FIRST ? "" : ", pick: " + pick.name().toLowerCase(Locale.ROOT);
  }

  /** A value of a row as the text that expressions work on. */
  static @Nullable String text(@Nullable Object value) {
    if (value instanceof LocalDateTime at) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at);
    }
    if (value instanceof Boolean flag) {
      return flag ? "1" : "0";
    }
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value == null ? null : value.toString();
  }

  /** What needs no other value. */
  sealed interface Simple extends RowValue {}

  /** Text that the row's element, one around it, or the root has captured. */
  record Captured(Slot slot) implements Simple {
    @Override
    public @Nullable Object read(RowInput row) {
      return RowValue.read(
          isOfDocument() ? row.document().root() : row.element().ofScope(slot.scope()), slot);
    }

    @Override
    public String text() {
      return slot.aggregate() == null
          ? slot.path() + picked(slot.pick())
          : slot.path() + ", all of them: " + slot.aggregate();
    }

    @Override
    public String path() {
      return slot.path();
    }

    @Override
    public boolean isOfDocument() {
      return slot.scope() == CapturePlan.DOCUMENT;
    }

    @Override
    public List<Slot> slots() {
      return List.of(slot);
    }
  }

  /** The same text always. */
  record Constant(String constant) implements Simple {
    @Override
    public String read(RowInput row) {
      return constant;
    }

    @Override
    public String text() {
      return "a constant";
    }

    @Override
    public boolean isOfDocument() {
      return true;
    }
  }

  /**
   * A number that counts from 1.
   *
   * @param ancestor whose number it is; null: the row's
   */
  record Ordinal(@Nullable Slot ancestor) implements Simple {
    @Override
    public @Nullable String read(RowInput row) {
      if (ancestor == null) {
        return Integer.toString(row.ordinal());
      }
      CapturedElement found = behind(row.element().ofScope(ancestor.scope()), ancestor);
      return found == null ? null : Integer.toString(found.ordinal());
    }

    @Override
    public String text() {
      return ancestor == null ? "the row's number" : "the number of " + ancestor.path();
    }

    @Override
    public @Nullable String path() {
      return ancestor == null ? null : ancestor.path();
    }
  }

  /**
   * Something known of the document from outside.
   *
   * @param header which one; null: it is none
   */
  record OfMetadata(Metadata metadata, @Nullable String header) implements Simple {
    @Override
    public @Nullable String read(RowInput row) {
      DocumentInput document = row.document();
      Origin origin = document.context().origin();
      return switch (metadata) {
        case RECORD_ID -> document.context().recordId();
        case RUN -> document.context().run();
        case SEQUENCE -> Long.toString(document.context().sequence());
        case APP_ID -> document.appId();
        case FILE_NAME -> origin.fileName();
        case FOLDER -> origin.folder();
        case MODIFIED -> Objects.toString(origin.modified(), null);
        case SIZE -> Integer.toString(document.bytes());
        case ENTRY -> origin.entry();
        default -> origin.message() == null ? null : of(origin.message());
      };
    }

    private @Nullable String of(Origin.Message message) {
      return switch (metadata) {
        case TOPIC -> message.topic();
        case PARTITION -> Integer.toString(message.partition());
        case OFFSET -> Long.toString(message.offset());
        case KEY -> message.key();
        default -> message.headers().get(header);
      };
    }

    @Override
    public String text() {
      return "meta: "
          + metadata.name().toLowerCase(Locale.ROOT).replace('_', '-')
          + (header == null ? "" : ":" + header);
    }

    @Override
    public boolean isOfDocument() {
      return true;
    }
  }

  /** The word that the row is. */
  record Word() implements Simple {
    @Override
    public String read(RowInput row) {
      return row.word();
    }

    @Override
    public String text() {
      return "the word";
    }
  }

  /** Its number in its list. */
  record WordPosition() implements Simple {
    @Override
    public String read(RowInput row) {
      return Integer.toString(row.position());
    }

    @Override
    public String text() {
      return "the word's position";
    }
  }

  /**
   * The key of the row's slot.
   *
   * @param bySlot in the order of the slots
   */
  record SlotKey(List<String> bySlot) implements Simple {
    @Override
    public String read(RowInput row) {
      return bySlot.get(row.slot());
    }

    @Override
    public String text() {
      return "the slot's key";
    }
  }

  /**
   * What the row's slot gives.
   *
   * @param bySlot in the order of the slots
   */
  record SlotValue(List<SlotSource> bySlot) implements Simple {
    @Override
    public @Nullable Object read(RowInput row) {
      RowValue value = bySlot.get(row.slot()).value;
      return value == null ? null : value.read(row);
    }

    @Override
    public String text() {
      return "the slot's value";
    }
  }

  /**
   * What a slot gives a column.
   *
   * @param value null: nothing
   * @param constant whether it is the same in every document
   */
  record SlotSource(@Nullable RowValue value, boolean constant, SourcePosition at) {}

  /** The XML that nothing else takes of the element of a scope. */
  record Overflow(int scope) implements Simple {
    @Override
    public @Nullable String read(RowInput row) {
      return row.element().ofScope(scope).overflow();
    }

    @Override
    public String text() {
      return "what no column takes of the row's element";
    }
  }

  /** The value of another column of the row. */
  record OfColumn(int column) implements Simple {
    @Override
    public @Nullable String read(RowInput row) {
      return RowValue.text(row.value(column));
    }

    @Override
    public String text() {
      return "another column";
    }
  }

  /** What an expression gives. */
  record OfExpression(Computation computation) implements RowValue {
    @Override
    public @Nullable Object read(RowInput row) {
      return computation.isOfDocument()
          ? row.document().selections().remember(computation, () -> computation.text(row))
          : computation.text(row);
    }

    @Override
    public String text() {
      return "expression " + computation.source();
    }

    @Override
    public String path() {
      return computation.path();
    }

    @Override
    public boolean isOfDocument() {
      return computation.isOfDocument();
    }

    @Override
    public List<RowValue> inputs() {
      return computation.values();
    }
  }
}
