package io.xmlfleet.replay;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterReader;
import io.xmlfleet.letter.DocumentPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a replay would do; a dry run ends here. Immutable.
 *
 * @param replayable letters whose documents would be sent to work again, by run and sequence
 * @param withoutDocument letters that carry no document: the producer rejected it, it has to be
 *     produced again
 * @param underWay letters whose documents were sent before and wait for a worker
 * @param leftOut what else matches and is not sent
 * @param corrections what is sent instead of what failed; null: what failed
 */
public record ReplayPlan(
    List<DeadLetterEntry> replayable,
    List<DeadLetterEntry> withoutDocument,
    List<DeadLetterEntry> underWay,
    LeftOut leftOut,
    @Nullable CorrectedDocuments corrections) {
  public ReplayPlan {
    replayable = List.copyOf(replayable);
    withoutDocument = List.copyOf(withoutDocument);
    underWay = List.copyOf(underWay);
  }

  /**
   * Numbers of letters that match and are left out. Immutable.
   *
   * @param parked nobody asked for parked ones
   * @param attemptsSpent have had the most attempts
   * @param uncorrected nobody corrected their documents, and only corrected ones were asked for
   * @param beyondLimit come after as many as there may be
   */
  public record LeftOut(long parked, long attemptsSpent, long uncorrected, long beyondLimit) {
    static final LeftOut NOTHING = new LeftOut(0, 0, 0, 0);
  }

  /** Whether nothing matches at all. */
  public boolean isEmpty() {
    return replayable.isEmpty()
        && withoutDocument.isEmpty()
        && underWay.isEmpty()
        && leftOut.equals(LeftOut.NOTHING);
  }

  /**
   * Looks up what matches and sorts it out.
   *
   * @throws InfrastructureException if the brokers do not answer or the topic is missing
   * @throws UsageException if a corrected file cannot be read
   */
  public static ReplayPlan of(ReplayRequest request, DeadLetterReader reader) {
    List<DeadLetterEntry> matching = reader.list(request.filter());
    CorrectedDocuments corrections = request.corrections();
    try {
      return of(
          request,
          matching,
          corrections == null ? Set.of() : corrections.corrected(matching, reader));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while reading dead letters", e);
    }
  }

  /**
   * Sorts out what matches.
   *
   * @param matching what the request's filter leaves, by run and sequence
   * @param corrected items that have a corrected document
   */
  static ReplayPlan of(
      ReplayRequest request, List<DeadLetterEntry> matching, Set<ItemId> corrected) {
    Sorting sorting = new Sorting(request, corrected);
    matching.forEach(sorting::add);
    return sorting.plan();
  }

  private static final class Sorting {
    private final ReplayRequest request;
    private final Set<ItemId> corrected;
    private final List<DeadLetterEntry> replayable = new ArrayList<>();
    private final List<DeadLetterEntry> withoutDocument = new ArrayList<>();
    private final List<DeadLetterEntry> underWay = new ArrayList<>();
    private long parked;
    private long attemptsSpent;
    private long uncorrected;
    private long beyondLimit;

    Sorting(ReplayRequest request, Set<ItemId> corrected) {
      this.request = request;
      this.corrected = corrected;
    }

    void add(DeadLetterEntry letter) {
      if (letter.isParked() != request.parked()) {
        parked += letter.isParked() ? 1 : 0;
      } else if (letter.isUnderWay() && !request.again()) {
        underWay.add(letter);
      } else if (request.maxAttempts() > 0 && letter.head().attempt() >= request.maxAttempts()) {
        attemptsSpent++;
      } else if (request.corrections() != null && !corrected.contains(letter.item())) {
        uncorrected++;
      } else if (request.corrections() == null && letter.document() == DocumentPlace.NOWHERE) {
        withoutDocument.add(letter);
      } else if (request.limit() > 0 && replayable.size() == request.limit()) {
        beyondLimit++;
      } else {
        replayable.add(letter);
      }
    }

    ReplayPlan plan() {
      return new ReplayPlan(
          replayable,
          withoutDocument,
          underWay,
          new LeftOut(parked, attemptsSpent, uncorrected, beyondLimit),
          request.corrections());
    }
  }
}
