package io.xmlfleet.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.generate.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that does not get sound documents right was set up wrongly, and would be a straw man. */
class ContendersIT {
  @TempDir private Path folder;

  static Stream<Contender> all() {
    return PeersCommand.CONTENDERS.stream();
  }

  static Stream<Contender> withPoison() {
    return all().filter(contender -> contender.enters(Arm.POISON));
  }

  @ParameterizedTest
  @MethodSource("all")
  void loadsEachDocumentOnce(Contender contender) throws Exception {
    assertThat(score(contender, Arm.CLEAN)).matches(Score::right);
  }

  @ParameterizedTest
  @MethodSource("withPoison")
  void deadLettersTheBrokenOnesOnly(Contender contender) throws Exception {
    assertThat(score(contender, Arm.POISON)).matches(Score::right);
  }

  private Score score(Contender contender, Arm arm) throws InterruptedException {
    PeersPlan plan =
        new PeersPlan(
            Profile.PRODUCTION,
            40,
            1,
            1,
            0,
            2,
            8,
            List.of(arm),
            Duration.ofSeconds(1),
            Duration.ofSeconds(120));
    Corpus corpus = Corpus.write(plan, arm.poisoned(), folder.resolve("corpus"));
    return new Trial(plan, corpus, arm, contender).run(folder.resolve("data"));
  }
}
