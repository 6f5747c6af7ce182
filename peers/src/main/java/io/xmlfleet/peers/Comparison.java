package io.xmlfleet.peers;

import io.xmlfleet.failure.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All contenders in all arms, round after round, each round beginning with another contender: a
 * machine that is slow for a while is slow for all of them. Confined to one thread.
 */
final class Comparison {
  private final PeersPlan plan;
  private final List<Contender> contenders;
  private final Consumer<String> listener;
  private final Map<Arm, Map<String, List<Score>>> scores = new LinkedHashMap<>();

  /**
   * A comparison.
   *
   * @param listener hears of each trial, in words
   */
  Comparison(PeersPlan plan, List<Contender> contenders, Consumer<String> listener) {
    this.plan = plan;
    this.contenders = List.copyOf(contenders);
    this.listener = listener;
    for (Arm arm : plan.arms()) {
      Map<String, List<Score>> own = new LinkedHashMap<>();
      contenders.stream()
          .filter(contender -> contender.enters(arm))
          .forEach(contender -> own.put(contender.name(), new ArrayList<>()));
      scores.put(arm, own);
    }
  }

  /**
   * Writes the corpora, measures, and deletes everything again.
   *
   * @param under folder in which another one is made for it all, of some gigabytes
   * @return by arm and contender, a score a round
   * @throws UsageException if nothing can be written there
   */
  Map<Arm, Map<String, List<Score>>> measure(Path under) throws InterruptedException {
    Path folder = temporary(under);
    try {
      measureIn(folder);
      return scores;
    } finally {
      delete(folder);
    }
  }

  private void measureIn(Path folder) throws InterruptedException {
    Map<Boolean, Corpus> corpora = new LinkedHashMap<>();
    for (Arm arm : plan.arms()) {
      if (!corpora.containsKey(arm.poisoned())) {
        corpora.put(arm.poisoned(), corpus(arm, folder));
      }
    }
    for (int round = 1 - plan.warmUps(); round <= plan.rounds(); round++) {
      for (Arm arm : round < 1 ? plan.arms().subList(0, 1) : plan.arms()) {
        for (Contender contender : turned(round, arm)) {
          Corpus corpus = Objects.requireNonNull(corpora.get(arm.poisoned()));
          Path data = folder.resolve("data");
          Score score = new Trial(plan, corpus, arm, contender).run(data);
          delete(data);
          tell(round, arm, contender, score);
        }
      }
    }
  }

  private Corpus corpus(Arm arm, Path folder) {
    Corpus corpus =
        Corpus.write(plan, arm.poisoned(), folder.resolve(arm.poisoned() ? "poisoned" : "sound"));
    listener.accept(
        String.format(
            Locale.ROOT,
            "Corpus: %s, %,d documents, %.1f MB, %d of them broken",
            plan.profile(),
            plan.documents(),
            corpus.bytes() / 1e6,
            corpus.poison().size()));
    return corpus;
  }

  private List<Contender> turned(int round, Arm arm) {
    List<Contender> turned = new ArrayList<>(contenders);
    Collections.rotate(turned, 1 - round);
    turned.removeIf(contender -> !contender.enters(arm));
    return turned;
  }

  private void tell(int round, Arm arm, Contender contender, Score score) {
    if (round >= 1) {
      scores
          .computeIfAbsent(arm, any -> new LinkedHashMap<>())
          .computeIfAbsent(contender.name(), any -> new ArrayList<>())
          .add(score);
    }
    listener.accept(
        String.format(
            Locale.ROOT,
            "%s, %s, %s: %s",
            round < 1 ? "Warm-up" : "Round " + round + " of " + plan.rounds(),
            arm,
            contender.name(),
            score.inWords()));
  }

  private static Path temporary(Path under) {
    try {
      Files.createDirectories(under);
      return Files.createTempDirectory(under, "peers-");
    } catch (IOException e) {
      throw new UsageException("cannot write into " + under + ": " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UsageException("cannot delete " + folder + ": " + e.getMessage(), e);
    }
  }
}
