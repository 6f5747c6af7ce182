package io.xmlfleet.dashboard;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.FullLetter;
import io.xmlfleet.letter.LetterState;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.replay.ReplayPlan;
import io.xmlfleet.replay.ReplayRequest;
import io.xmlfleet.replay.ReplaySummary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Dead letters of this test's own. Thread-safe. */
final class FakeDeadLetterService implements DeadLetterService {
  static final String DOCUMENT = "<Loan>\n  <Amount value='a lot'/>\n</Loan>\n";

  private final Map<ItemId, DeadLetterEntry> letters = new TreeMap<>();
  private final List<LetterAction> done = new ArrayList<>();
  private final AtomicInteger reads = new AtomicInteger();
  private volatile @Nullable String failing;
  private volatile Runnable before = () -> {};

  void add(String run, long sequence, Stage stage, String reason, String location) {
    add(run, sequence, "inbox/" + sequence + ".xml", stage, reason, location);
  }

  synchronized void add(
      String run, long sequence, String record, Stage stage, String reason, String location) {
    DeadLetter head =
        DeadLetter.of(new ItemId(run, sequence), record)
            .contract("loans", "1")
            .failure(new Failure(stage, reason, location))
            .worker("w-1")
            .source(new RecordPosition("work", 0, sequence))
            .failedAt(Reports.START)
            .build();
    letters.put(
        head.item(),
        new DeadLetterEntry(
            head,
            DOCUMENT.length(),
            new RecordPosition("dead-letters", 0, sequence),
            new LetterState(null, null, 0)));
  }

  void failWith(@Nullable String reason) {
    failing = reason;
  }

  int reads() {
    return reads.get();
  }

  synchronized List<LetterAction> done() {
    return List.copyOf(done);
  }

  /** What is done before each reading. */
  FakeDeadLetterService before(Runnable action) {
    before = action;
    return this;
  }

  @Override
  public List<DeadLetterEntry> letters() {
    before.run();
    reads.incrementAndGet();
    if (failing != null) {
      throw new InfrastructureException(failing);
    }
    synchronized (this) {
      return List.copyOf(letters.values());
    }
  }

  @Override
  public FullLetter withDocument(DeadLetterEntry letter) {
    DeadLetter head = letter.head();
    return new FullLetter(
        letter, head.but().document(DOCUMENT.getBytes(StandardCharsets.UTF_8)).build());
  }

  @Override
  public synchronized ReplayPlan plan(ReplayRequest request) {
    List<DeadLetterEntry> matching =
        letters.values().stream()
            .filter(letter -> request.filter().matches(letter.head()))
            .limit(request.limit())
            .toList();
    return new ReplayPlan(matching, List.of(), List.of(), new ReplayPlan.LeftOut(0, 0, 0, 0), null);
  }

  @Override
  public synchronized Replayed replay(ReplayRequest request, LetterAction action) {
    ReplayPlan plan = plan(request);
    Map<ItemId, Integer> sent = new TreeMap<>();
    plan.replayable().forEach(letter -> sent.put(letter.item(), letter.nextAttempt()));
    sent.keySet().forEach(letters::remove);
    done.add(action);
    return new Replayed(plan, new ReplaySummary(sent, 0, List.of(), List.of(), false));
  }

  @Override
  public synchronized void write(LetterAction action, List<DeadLetterEntry> marked) {
    done.add(action);
    for (DeadLetterEntry letter : marked) {
      LetterAction parked = action.kind() == LetterAction.Kind.PARKED ? action : null;
      letters.put(
          letter.item(),
          new DeadLetterEntry(
              letter.head(),
              letter.documentBytes(),
              letter.position(),
              new LetterState(parked, null, 0)));
    }
  }
}
