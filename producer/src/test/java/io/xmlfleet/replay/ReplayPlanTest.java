package io.xmlfleet.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterFilter;
import io.xmlfleet.letter.LetterState;
import io.xmlfleet.letter.Letters;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.replay.ReplayPlan.LeftOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayPlanTest {
  private static final LetterAction PARKED = action(LetterAction.Kind.PARKED);
  private static final LetterAction SENT = action(LetterAction.Kind.REPLAYED);

  private final DeadLetterEntry fresh = letter(1, 1);
  private final DeadLetterEntry failedAgain = letter(2, 2).in(new LetterState(null, SENT, 2));
  private final DeadLetterEntry underWay = letter(3, 1).in(new LetterState(null, SENT, 2));
  private final DeadLetterEntry parked = letter(4, 1).in(new LetterState(PARKED, null, 0));
  private final DeadLetterEntry empty = withoutDocument(letter(5, 1));
  private final List<DeadLetterEntry> all = List.of(fresh, failedAgain, underWay, parked, empty);

  @Test
  void replaysWhatIsOpenAndNotUnderWay() {
    ReplayPlan plan = plan(request(false, 0, 0, false), all);
    assertThat(plan.replayable()).containsExactly(fresh, failedAgain);
    assertThat(plan.underWay()).containsExactly(underWay);
    assertThat(plan.withoutDocument()).containsExactly(empty);
    assertThat(plan.leftOut()).isEqualTo(new LeftOut(1, 0, 0, 0));
  }

  @Test
  void replaysParkedOnesOnlyWhenAsked() {
    ReplayPlan plan = plan(request(true, 0, 0, false), all);
    assertThat(plan.replayable()).containsExactly(parked);
    assertThat(plan.underWay()).isEmpty();
    assertThat(plan.leftOut()).isEqualTo(LeftOut.NOTHING);
  }

  @Test
  void sendsWhatIsUnderWayAgainAsOneAttemptMore() {
    ReplayPlan plan = plan(request(false, 0, 0, true), all);
    assertThat(plan.replayable()).containsExactly(fresh, failedAgain, underWay);
    assertThat(plan.replayable()).extracting(DeadLetterEntry::nextAttempt).containsExactly(2, 3, 3);
    assertThat(plan.underWay()).isEmpty();
  }

  @Test
  void stopsAtTheLimitAndCountsTheRest() {
    ReplayPlan plan = plan(request(false, 1, 0, true), all);
    assertThat(plan.replayable()).containsExactly(fresh);
    assertThat(plan.leftOut()).isEqualTo(new LeftOut(1, 0, 0, 2));
  }

  @Test
  void leavesOutWhatHasHadItsAttempts() {
    ReplayPlan plan = plan(request(false, 0, 2, false), all);
    assertThat(plan.replayable()).containsExactly(fresh);
    assertThat(plan.leftOut()).isEqualTo(new LeftOut(1, 1, 0, 0));
  }

  @Test
  void isEmptyOnlyWhereNothingMatches() {
    assertThat(plan(request(false, 0, 0, false), List.of()).isEmpty()).isTrue();
    for (DeadLetterEntry letter : all) {
      assertThat(plan(request(false, 0, 1, false), List.of(letter)).isEmpty()).isFalse();
    }
  }

  @Test
  void refusesNegativeNumbers() {
    assertThatThrownBy(() -> request(false, -1, 0, false)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> request(false, 0, -1, false)).isInstanceOf(UsageException.class);
  }

  @Test
  void sendsOnlyWhatIsCorrectedWhenCorrectionsAreGiven(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("corrected.xml"), "<a/>");
    ReplayRequest request =
        new ReplayRequest(
            DeadLetterFilter.all(), false, 0, 0, false, CorrectedDocuments.of(empty.item(), file));
    ReplayPlan plan = ReplayPlan.of(request, all, Set.of(empty.item(), underWay.item()));
    assertThat(plan.replayable()).containsExactly(empty);
    assertThat(plan.underWay()).containsExactly(underWay);
    assertThat(plan.withoutDocument()).isEmpty();
    assertThat(plan.leftOut()).isEqualTo(new LeftOut(1, 0, 2, 0));
  }

  @Test
  void sendsNothingInPlaceOfADocument(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("corrected.xml"));
    assertThatThrownBy(() -> CorrectedDocuments.of(fresh.item(), file))
        .isInstanceOf(UsageException.class)
        .hasMessage(file + " is empty: nothing was sent; write the document anew");
  }

  private static ReplayPlan plan(ReplayRequest request, List<DeadLetterEntry> letters) {
    return ReplayPlan.of(request, letters, Set.of());
  }

  private static ReplayRequest request(boolean parked, int limit, int attempts, boolean again) {
    return new ReplayRequest(DeadLetterFilter.all(), parked, limit, attempts, again, null);
  }

  private static DeadLetterEntry letter(long sequence, int attempt) {
    return Letters.entry(new ItemId("r", sequence), attempt, Failure.of(Stage.MAPPING, "no date"));
  }

  private static DeadLetterEntry withoutDocument(DeadLetterEntry letter) {
    DeadLetter head = letter.head();
    return new DeadLetterEntry(
        head, DeadLetterEntry.NO_DOCUMENT, letter.position(), letter.state());
  }

  private static LetterAction action(LetterAction.Kind kind) {
    return LetterAction.of(kind, "id", "ann@host", Instant.EPOCH, "");
  }
}
