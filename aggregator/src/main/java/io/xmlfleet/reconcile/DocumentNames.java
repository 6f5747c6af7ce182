package io.xmlfleet.reconcile;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.ledger.LedgerReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks up which documents the differences that are shown are about; reads only as many topics as
 * it must. Confined to one thread.
 */
final class DocumentNames {
  private final RunTopics topics;
  private final LedgerReader ledger;
  private final String run;
  private final Set<Long> wanted = new HashSet<>();
  private final Map<Long, String> names = new HashMap<>();

  DocumentNames(RunTopics topics, LedgerReader ledger, String run) {
    this.topics = topics;
    this.ledger = ledger;
    this.run = run;
  }

  List<Difference> in(List<Difference> differences) {
    for (Difference difference : differences) {
      ItemId item = difference.item();
      // Nobody knows the name of what nobody knows.
      if (item != null && difference.kind() != DifferenceKind.MISSING) {
        wanted.add(item.sequence());
      }
    }
    lookUp(() -> topics.outcomes(result -> note(result.item(), result.recordId())));
    lookUp(() -> ledger.entries(run, entry -> note(entry.item(), entry.key().recordId())));
    lookUp(
        () ->
            topics.letters(
                (item, letter, partition, millis) -> {
                  if (letter != null) {
                    note(item, letter.recordId());
                  }
                }));
    lookUp(() -> topics.work((item, consumed) -> note(item.item(), item.recordId())));
    List<Difference> named = new ArrayList<>();
    for (Difference difference : differences) {
      ItemId item = difference.item();
      String name = item == null ? null : names.get(item.sequence());
      named.add(new Difference(difference.kind(), item, name, difference.text()));
    }
    return named;
  }

  private void lookUp(Runnable reading) {
    if (!names.keySet().containsAll(wanted)) {
      reading.run();
    }
  }

  private void note(ItemId item, String recordId) {
    if (wanted.contains(item.sequence())) {
      names.putIfAbsent(item.sequence(), recordId);
    }
  }
}
