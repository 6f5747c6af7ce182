package io.xmlfleet.wiring;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.dashboard.DeadLetterService;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterFilter;
import io.xmlfleet.letter.DeadLetterReader;
import io.xmlfleet.letter.FullLetter;
import io.xmlfleet.letter.LetterActionWriter;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.replay.Pacer;
import io.xmlfleet.replay.ReplayPlan;
import io.xmlfleet.replay.ReplayRequest;
import io.xmlfleet.replay.Replayer;
import io.xmlfleet.topic.TopicNames;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** The dead letters of a fleet, with clients of its own for each call. Thread-safe. */
final class FleetLetters implements DeadLetterService {
  private final KafkaSettings kafka;
  private final TopicNames topics;
  private final Clock clock;

  FleetLetters(KafkaSettings kafka, TopicNames topics, Clock clock) {
    this.kafka = kafka;
    this.topics = topics;
    this.clock = clock;
  }

  @Override
  public List<DeadLetterEntry> letters() {
    return reading(reader -> reader.list(DeadLetterFilter.all()));
  }

  @Override
  public FullLetter withDocument(DeadLetterEntry letter) {
    return reading(reader -> reader.withDocument(letter));
  }

  @Override
  public ReplayPlan plan(ReplayRequest request) {
    return reading(reader -> ReplayPlan.of(request, reader));
  }

  @Override
  public Replayed replay(ReplayRequest request, LetterAction action) {
    try (Replayer replayer = Replayer.connect(kafka, topics, clock)) {
      ReplayPlan plan = replayer.plan(request);
      Pacer unpaced = new Pacer(null, limit -> false, clock);
      return new Replayed(plan, replayer.replay(plan, action, unpaced, sent -> {}));
    }
  }

  @Override
  public void write(LetterAction action, List<DeadLetterEntry> letters) {
    try (LetterActionWriter writer = LetterActionWriter.connect(kafka, topics, clock)) {
      writer.write(action, letters);
    }
  }

  private <T> T reading(Function<DeadLetterReader, T> question) {
    try (DeadLetterReader reader = DeadLetterReader.connect(kafka, topics)) {
      return question.apply(reader);
    }
  }
}
