package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.failure.TimeLimit;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.mapping.DocumentMapper;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.testing.TickingClock;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PreparerTest {
  private static final Clock CLOCK = Clock.fixed(Items.NOW, ZoneOffset.UTC);

  @Test
  void mapsWithTheOnlyContractWhenTheItemNamesNone() {
    PreparedItem prepared = preparer(Items.ONE_ROW).prepare(Items.received(1, "a.xml", "hello"));

    assertThat(((Mapped.Rows) prepared.mapped()).counts()).containsEntry("note", 1L);
    assertThat(prepared.contractName()).isEqualTo("notes");
    assertThat(prepared.startedAt()).isEqualTo(Items.NOW);
  }

  @Test
  void refusesAnItemOfAnUnknownContractAndNamesThoseItHas() {
    PreparedItem prepared =
        new Preparer(
                ContractCatalog.of(contracts("notes", "orders")),
                new DocumentFiles(null),
                Duration.ofMinutes(5),
                CLOCK)
            .prepare(item("letters"));

    assertThat(failure(prepared))
        .isEqualTo(
            Failure.of(
                Stage.VALIDATION,
                "the contract \"letters\" is not loaded here; loaded: notes, orders"));
    assertThat(prepared.contractName()).isEqualTo("letters");
  }

  @Test
  void takesAnItemThatNamesTheVersionThatIsLoaded() {
    PreparedItem prepared =
        new Preparer(
                ContractCatalog.of(contracts("notes", "orders")),
                new DocumentFiles(null),
                Duration.ofMinutes(5),
                CLOCK)
            .prepare(item("orders@1"));

    assertThat(prepared.mapped()).isInstanceOf(Mapped.Rows.class);
    assertThat(prepared.contractName()).isEqualTo("orders");
    assertThat(prepared.contractVersion()).isEqualTo("1");
  }

  @Test
  void refusesAnItemThatNamesAnotherVersion() {
    PreparedItem prepared =
        new Preparer(
                ContractCatalog.of(contracts("notes", "orders")),
                new DocumentFiles(null),
                Duration.ofMinutes(5),
                CLOCK)
            .prepare(item("orders@2"));

    assertThat(failure(prepared))
        .isEqualTo(
            Failure.of(
                Stage.VALIDATION, "the contract \"orders@2\" is loaded here in version 1 only"));
    assertThat(prepared.contract()).isNull();
  }

  @Test
  void takesAnAtSignForPartOfANameWhereThereIsOne() {
    PreparedItem prepared =
        new Preparer(
                ContractCatalog.of(contracts("a@b", "a")),
                new DocumentFiles(null),
                Duration.ofMinutes(5),
                CLOCK)
            .prepare(item("a@b"));

    assertThat(prepared.contractName()).isEqualTo("a@b");
  }

  @Test
  void takesTheOnlyContractThatADocumentMeetsWhenItNamesNone() {
    PreparedItem prepared = prepared(unmet("notes"), met("orders"), unmet("letters"));

    assertThat(prepared.mapped()).isInstanceOf(Mapped.Rows.class);
    assertThat(prepared.contractName()).isEqualTo("orders");
  }

  @Test
  void keepsTheReasonOfTheOnlyContractThatADocumentMeets() {
    Failure noNumber = new Failure(Stage.MAPPING, "note.number is not an int", "c.yaml:9, /A/@n");
    PreparedItem prepared = prepared(unmet("notes"), rejecting("orders", noNumber));

    assertThat(failure(prepared)).isEqualTo(noNumber);
    assertThat(prepared.contractName()).isEqualTo("orders");
  }

  @Test
  void refusesADocumentThatMeetsSeveralContractsOrNone() {
    assertThat(failure(prepared(met("notes"), unmet("letters"), met("orders"))))
        .isEqualTo(
            Failure.of(
                Stage.VALIDATION,
                "the item names no contract, and it meets several; send it with the name of one:"
                    + " notes, orders"));
    assertThat(failure(prepared(unmet("notes"), unmet("orders"))))
        .isEqualTo(
            Failure.of(
                Stage.VALIDATION,
                "the item names no contract, and it meets none: notes: the root is another;"
                    + " orders: the root is another"));
  }

  @Test
  void rejectsWhatIsNoXmlWithoutAskingEveryContract() {
    Failure broken = Failure.of(Stage.PARSING, "not well-formed XML");
    PreparedItem prepared = prepared(rejecting("notes", broken), met("orders"));

    assertThat(failure(prepared)).isEqualTo(broken);
    assertThat(prepared.contract()).isNull();
  }

  private static PreparedItem prepared(LoadedContract... contracts) {
    return new Preparer(
            ContractCatalog.of(List.of(contracts)),
            new DocumentFiles(null),
            Duration.ofMinutes(5),
            CLOCK)
        .prepare(item(null));
  }

  private static LoadedContract met(String name) {
    return new LoadedContract(name, "1", List.of(Items.TABLE.id()), Items.ONE_ROW);
  }

  private static LoadedContract unmet(String name) {
    return rejecting(name, Failure.of(Stage.VALIDATION, "the root is another"));
  }

  private static LoadedContract rejecting(String name, Failure failure) {
    return new LoadedContract(
        name,
        "1",
        List.of(Items.TABLE.id()),
        (document, context) -> new Mapped.Rejected(null, failure));
  }

  @Test
  void refusesADocumentThatMapsToNoRow() {
    DocumentMapper noRow = (document, context) -> Items.rows(new RowBatch(Items.TABLE, List.of()));

    PreparedItem prepared = preparer(noRow).prepare(Items.received(1, "a.xml", ""));

    assertThat(failure(prepared))
        .isEqualTo(Failure.of(Stage.INSERTION, "the document maps to no row"));
    assertThat(prepared.appId()).isEqualTo("app-1");
  }

  @Test
  void letsADocumentThatMapsToNoRowPassWhereItsContractAcceptsThat() {
    Mapped.Rows none = new Mapped.Rows("app-1", List.of(), null, true);

    PreparedItem prepared =
        preparer((document, context) -> none).prepare(Items.received(1, "a.xml", ""));

    assertThat(prepared.mapped()).isEqualTo(none);
  }

  @Test
  void rejectsATextThatNoDatabaseTakesWithoutAskingOne() {
    Failure refusal =
        new Failure(Stage.INSERTION, "note.number is not an int", "notes.yaml:9, /A/@n");
    DocumentMapper passing =
        (document, context) ->
            new Mapped.Rows(
                "app-1",
                List.of(new RowBatch(Items.TABLE, List.of(new Object[] {"secret"}, new Object[1]))),
                refusal,
                false);

    PreparedItem prepared = preparer(passing).prepare(Items.received(1, "a.xml", ""));

    assertThat(failure(prepared)).isEqualTo(refusal);
    assertThat(prepared.appId()).isEqualTo("app-1");
  }

  static Stream<Throwable> faults() {
    return Stream.of(
        new IllegalStateException("secret value"),
        new StackOverflowError("secret value"),
        new OutOfMemoryError("secret value"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void rejectsAnItemThatUpsetsTheMapperWithoutQuotingIt(Throwable fault) {
    DocumentMapper broken =
        (document, context) -> {
          if (fault instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) fault;
        };

    Failure failure = failure(preparer(broken).prepare(Items.received(1, "a.xml", "")));

    assertThat(failure.stage()).isEqualTo(Stage.UNKNOWN);
    assertThat(failure.reason())
        .contains(fault.getClass().getSimpleName())
        .doesNotContain("secret");
  }

  @Test
  void saysThatADocumentNeedsMoreMemoryThanThereIs() {
    DocumentMapper greedy =
        (document, context) -> {
          throw new OutOfMemoryError();
        };

    assertThat(failure(preparer(greedy).prepare(Items.received(1, "a.xml", ""))).reason())
        .startsWith("the document needs more memory than the process has: give it more");
  }

  @Test
  void givesEachItemItsOwnDeadline() {
    List<TimeLimit> limits = new ArrayList<>();
    DocumentMapper telling =
        (document, context) -> {
          limits.add(context.deadline());
          return Items.ONE_ROW.map(document, context);
        };
    Preparer preparer = preparer(telling);
    preparer.prepare(Items.received(1, "a.xml", ""));
    preparer.prepare(Items.received(2, "b.xml", ""));

    assertThat(limits).hasSize(2).doesNotHaveDuplicates().noneMatch(TimeLimit::expired);
  }

  @Test
  void keepsAnItemThatWasInWorkWhileTheProcessStoodStill() {
    TickingClock clock = TickingClock.standing();
    DocumentMapper stopped =
        (document, context) -> {
          clock.advance(Duration.ofHours(1));
          return context.deadline().expired()
              ? new Mapped.Rejected(null, Failure.of(Stage.TIMEOUT, "late"))
              : Items.ONE_ROW.map(document, context);
        };

    PreparedItem prepared = preparer(stopped, clock).prepare(Items.received(1, "a.xml", "hello"));

    assertThat(prepared.mapped()).isInstanceOf(Mapped.Rows.class);
    assertThat(prepared.busy()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void wantsOneContractAtLeastAndEachNameOnce() {
    assertThatThrownBy(() -> ContractCatalog.of(List.of())).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> ContractCatalog.of(contracts("notes", "notes")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("notes");
  }

  private static Preparer preparer(DocumentMapper mapper) {
    return preparer(mapper, CLOCK);
  }

  private static Preparer preparer(DocumentMapper mapper, Clock clock) {
    return new Preparer(
        ContractCatalog.of(
            List.of(new LoadedContract("notes", "1", List.of(Items.TABLE.id()), mapper))),
        new DocumentFiles(null),
        Duration.ofMinutes(5),
        clock);
  }

  private static ReceivedItem item(String contract) {
    ReceivedItem item = Items.received(1, "a.xml", "");
    return new ReceivedItem(
        new WorkItem(new ItemId("run", 1), "a.xml", contract, 1, new byte[0]),
        item.position(),
        item.asOf());
  }

  private static List<LoadedContract> contracts(String... names) {
    return Stream.of(names)
        .map(name -> new LoadedContract(name, "1", List.of(Items.TABLE.id()), Items.ONE_ROW))
        .toList();
  }

  private static Failure failure(PreparedItem prepared) {
    return ((Mapped.Rejected) prepared.mapped()).failure();
  }
}
