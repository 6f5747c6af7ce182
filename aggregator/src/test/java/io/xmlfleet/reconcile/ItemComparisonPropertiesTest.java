package io.xmlfleet.reconcile;

import static io.xmlfleet.reconcile.TestRecords.RUN;
import static io.xmlfleet.reconcile.TestRecords.already;
import static io.xmlfleet.reconcile.TestRecords.entry;
import static io.xmlfleet.reconcile.TestRecords.loaded;
import static io.xmlfleet.reconcile.TestRecords.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The sets say what one would say of each item by itself, in whatever order records come. */
class ItemComparisonPropertiesTest {
  private static final Instant AT = Instant.parse("2026-11-24T18:00:00Z");

  enum Said {
    LOADED,
    ALREADY_LOADED,
    REJECTED_FIRST,
    REJECTED_SECOND
  }

  enum Ledger {
    UNKNOWN,
    KNOWN,
    AHEAD
  }

  /** A record on the work topic. */
  record Sent(int attempt, boolean reached) {}

  /** All that there is of one item. */
  record Item(
      List<Sent> sent, List<Said> said, List<Boolean> letters, Ledger ledger, boolean unjudged) {
    boolean succeeded() {
      return said.contains(Said.LOADED) || said.contains(Said.ALREADY_LOADED);
    }

    boolean hasLetter() {
      return !letters.isEmpty() && letters.get(letters.size() - 1);
    }

    boolean inLedger() {
      return ledger != Ledger.UNKNOWN;
    }

    boolean known() {
      return !sent.isEmpty() || !said.isEmpty() || hasLetter() || inLedger();
    }

    private boolean waits(Sent one) {
      int rejectedAttempt =
          said.contains(Said.REJECTED_SECOND) ? 2 : said.contains(Said.REJECTED_FIRST) ? 1 : 0;
      return !one.reached && one.attempt > rejectedAttempt;
    }

    boolean underWay() {
      return !succeeded() && (ledger == Ledger.AHEAD || sent.stream().anyMatch(this::waits));
    }

    List<DifferenceKind> differences(long sequence, long total, boolean complete) {
      List<DifferenceKind> found = new ArrayList<>();
      boolean judged = !underWay() && !unjudged;
      if (!known() && sequence <= total && complete) {
        found.add(DifferenceKind.MISSING);
      }
      if (known() && sequence > total) {
        found.add(DifferenceKind.BEYOND_TOTAL);
      }
      if (judged && said.isEmpty() && !inLedger()) {
        if (hasLetter()) {
          found.add(DifferenceKind.LETTER_WITHOUT_RESULT);
        } else if (!sent.isEmpty()) {
          found.add(DifferenceKind.NO_OUTCOME);
        }
      }
      if (judged && inLedger() && !succeeded()) {
        found.add(DifferenceKind.LEDGER_WITHOUT_RESULT);
      }
      if (said.contains(Said.LOADED) && !inLedger()) {
        found.add(DifferenceKind.RESULT_WITHOUT_LEDGER);
      }
      if (!said.isEmpty() && !succeeded() && !inLedger() && !hasLetter() && !underWay()) {
        found.add(DifferenceKind.REJECTED_WITHOUT_LETTER);
      }
      if (hasLetter() && (succeeded() || inLedger()) && !underWay()) {
        found.add(DifferenceKind.LETTER_OF_LOADED);
      }
      return found;
    }
  }

  @Provide
  Arbitrary<List<Item>> items() {
    Arbitrary<Sent> sent =
        Combinators.combine(Arbitraries.integers().between(1, 2), Arbitraries.of(true, false))
            .as(Sent::new);
    return Combinators.combine(
            sent.list().ofMaxSize(2),
            Arbitraries.of(Said.class).list().ofMaxSize(2),
            Arbitraries.of(true, false).list().ofMaxSize(3),
            Arbitraries.of(Ledger.class),
            Arbitraries.of(false, false, true))
        .as(Item::new)
        .list()
        .ofMaxSize(12);
  }

  @Property(seed = "20261125", tries = 1_500, edgeCases = EdgeCasesMode.NONE)
  void saysOfAllItemsWhatOneWouldSayOfEach(
      @ForAll("items") List<Item> items, @ForAll boolean complete, @ForAll Random order) {
    long total = Math.max(0, items.size() - 2);
    RunRecords records = records(items, order);
    Differences differences = new Differences(RUN);
    new ItemComparison(records)
        .into(differences, RunEvent.started(RUN, null, "in", AT).sealed(total, AT), complete);

    Map<DifferenceKind, List<String>> expected = new EnumMap<>(DifferenceKind.class);
    for (int i = 0; i < items.size(); i++) {
      String sequence = Integer.toString(i + 1);
      items
          .get(i)
          .differences(i + 1, total, complete)
          .forEach(kind -> expected.computeIfAbsent(kind, any -> new ArrayList<>()).add(sequence));
    }
    Map<DifferenceKind, String> joined = new EnumMap<>(DifferenceKind.class);
    expected.forEach((kind, sequences) -> joined.put(kind, String.join(",", sequences)));
    assertThat(Items.byKind(differences)).isEqualTo(joined);
    assertThat(new ItemComparison(records).counts(total).underWay())
        .isEqualTo(items.stream().filter(Item::underWay).count());
  }

  /** Letters keep their order, as a partition does; everything else comes as it likes. */
  private static RunRecords records(List<Item> items, Random order) {
    RunRecords records = new RunRecords();
    List<Runnable> events = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      long sequence = i + 1L;
      Item item = items.get(i);
      item.sent.forEach(one -> events.add(() -> records.sent(sequence, one.attempt, one.reached)));
      item.said.forEach(said -> events.add(() -> say(records, sequence, said)));
      events.add(() -> item.letters.forEach(open -> records.letters().add(0, sequence, open)));
      if (item.inLedger()) {
        events.add(() -> records.entry(entry(sequence), item.ledger == Ledger.AHEAD));
      }
      if (item.unjudged) {
        events.add(() -> records.unjudged(sequence));
      }
    }
    Collections.shuffle(events, order);
    events.forEach(Runnable::run);
    return records;
  }

  private static void say(RunRecords records, long sequence, Said said) {
    switch (said) {
      case LOADED -> records.outcome(loaded(sequence));
      case ALREADY_LOADED -> records.outcome(already(sequence, new ItemId("earlier", sequence)));
      case REJECTED_FIRST -> records.outcome(rejected(sequence, 1));
      case REJECTED_SECOND -> records.outcome(rejected(sequence, 2));
    }
  }
}
