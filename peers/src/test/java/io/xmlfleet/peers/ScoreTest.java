package io.xmlfleet.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.generate.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreTest {
  private static final Score.Times TOOK = new Score.Times(true, 2, 1, 5, 1);

  @TempDir private Path folder;
  private Corpus corpus;
  private long poison;

  @BeforeEach
  void writeCorpus() {
    corpus = Corpus.write(plan(), true, folder);
    poison = corpus.poison().iterator().next();
  }

  @Test
  void knowsWhichDocumentsAreBroken() {
    assertThat(corpus.files()).hasSize(20);
    assertThat(corpus.poison()).hasSize(1);
    assertThat(corpus.rows()).hasSize(19).doesNotContainKey(poison);
  }

  @Test
  void isRightWhenTheSoundAreLoadedOnceAndTheBrokenDeadLettered() {
    Score score = Score.of(TOOK, loadedOnce(), 19, Set.of(poison), corpus);
    assertThat(score.right()).isTrue();
    assertThat(score.documentsPerSecond()).isEqualTo(10);
    assertThat(score.documentsPerSecondOnceBegun()).isEqualTo(15);
  }

  @Test
  void countsWhatIsNowhereAsLost() {
    Map<Long, Integer> times = loadedOnce();
    times.remove(times.keySet().iterator().next());
    Score score = Score.of(TOOK, times, 18, Set.of(), corpus);
    assertThat(score.lost()).isEqualTo(2);
    assertThat(score.right()).isFalse();
  }

  @Test
  void countsWhatIsThereTwiceAsDoubled() {
    Map<Long, Integer> times = loadedOnce();
    times.put(times.keySet().iterator().next(), 2);
    Score score = Score.of(TOOK, times, 20, Set.of(poison), corpus);
    assertThat(score.doubled()).isEqualTo(1);
    assertThat(score.rowsOff()).isZero();
    assertThat(score.right()).isFalse();
  }

  @Test
  void countsASoundDocumentAmongTheDeadLettersAsWrong() {
    Map<Long, Integer> times = loadedOnce();
    Long sound = times.keySet().iterator().next();
    Score score = Score.of(TOOK, times, 19, Set.of(poison, sound), corpus);
    assertThat(score.wronglyDead()).isEqualTo(1);
    assertThat(score.right()).isFalse();
  }

  @Test
  void countsABrokenDocumentInTheTables() {
    Map<Long, Integer> times = loadedOnce();
    times.put(poison, 1);
    Score score = Score.of(TOOK, times, 20, Set.of(), corpus);
    assertThat(score.poisonLoaded()).isEqualTo(1);
    assertThat(score.right()).isFalse();
  }

  @Test
  void seesRowsThatAreMissing() {
    assertThat(Score.of(TOOK, loadedOnce(), 18, Set.of(poison), corpus).rowsOff()).isEqualTo(-1);
  }

  private Map<Long, Integer> loadedOnce() {
    Map<Long, Integer> times = new HashMap<>();
    corpus.rows().keySet().forEach(number -> times.put(number, 1));
    return times;
  }

  private static PeersPlan plan() {
    return new PeersPlan(
        Profile.SMALL,
        20,
        1,
        1,
        0,
        1,
        10,
        List.of(Arm.POISON),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30));
  }
}
