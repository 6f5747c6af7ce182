package io.xmlfleet.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.message.LetterAction.Acted;
import io.xmlfleet.message.LetterAction.Kind;
import io.xmlfleet.message.LetterActionCodec;
import io.xmlfleet.topic.TopicReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LetterActionsTest {
  private static final Instant AT = Instant.parse("2026-11-24T02:08:12Z");
  private static final ItemId ONE = new ItemId("r", 1);
  private static final ItemId TWO = new ItemId("r", 2);
  private static final TopicPartition TOPIC = new TopicPartition("actions", 0);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final LetterActions actions = new LetterActions(new TopicReader(consumer, TOPIC.topic()));

  @Test
  void believesWhatWasSaidLast() throws InterruptedException {
    hold(
        bytes(action("a", Kind.PARKED, ONE, TWO)),
        bytes(action("b", Kind.UNPARKED, ONE)),
        bytes(action("c", Kind.PARKED, ONE)),
        bytes(action("d", Kind.UNPARKED, ONE)));
    Map<ItemId, LetterState> states = actions.states(Set.of(ONE, TWO));
    assertThat(states.get(ONE).parked()).isNull();
    assertThat(states.get(TWO).parked()).isEqualTo(action("a", Kind.PARKED));
  }

  @Test
  void remembersTheHighestAttemptThatWasSent() throws InterruptedException {
    hold(
        bytes(sent("a", new Acted(ONE, 3), new Acted(TWO, 2))),
        bytes(action("b", Kind.PARKED, ONE)),
        bytes(sent("c", new Acted(ONE, 2))));
    Map<ItemId, LetterState> states = actions.states(Set.of(ONE));
    assertThat(states)
        .containsOnly(Map.entry(ONE, new LetterState(action("b", Kind.PARKED), sent("c"), 3)));
  }

  @Test
  void passesOverWhatIsNotAnAction() throws InterruptedException {
    hold("junk".getBytes(UTF_8), null, bytes(action("a", Kind.PARKED, ONE)));
    List<LetterAction> read = new ArrayList<>();
    actions.visit(read::add);
    assertThat(read).containsExactly(action("a", Kind.PARKED, ONE));
  }

  @Test
  void findsNothingWhereThereIsNoSuchTopic() throws InterruptedException {
    consumer.updatePartitions(TOPIC.topic(), List.of());
    assertThat(actions.states(Set.of(ONE))).isEmpty();
  }

  private static LetterAction action(String id, Kind kind, ItemId... items) {
    return LetterAction.of(kind, id, "ann@host", AT, "--run r")
        .withNote("why not")
        .on(Arrays.stream(items).map(item -> new Acted(item, 1)).toList());
  }

  private static LetterAction sent(String id, Acted... acted) {
    return LetterAction.of(Kind.REPLAYED, id, "ann@host", AT, "")
        .withCorrections()
        .on(List.of(acted));
  }

  private static byte[] bytes(LetterAction action) {
    return LetterActionCodec.encode(TOPIC.topic(), action).value();
  }

  private void hold(byte[]... values) {
    Node node = new Node(1, "localhost", 9092);
    Node[] nodes = {node};
    consumer.updatePartitions(
        TOPIC.topic(), List.of(new PartitionInfo(TOPIC.topic(), 0, node, nodes, nodes)));
    consumer.updateBeginningOffsets(Map.of(TOPIC, 0L));
    consumer.updateEndOffsets(Map.of(TOPIC, (long) values.length));
    consumer.schedulePollTask(
        () -> {
          for (int i = 0; i < values.length; i++) {
            consumer.addRecord(
                new ConsumerRecord<>(TOPIC.topic(), 0, i, "id".getBytes(UTF_8), values[i]));
          }
        });
  }
}
