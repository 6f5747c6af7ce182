package io.xmlfleet.letter;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.message.LetterActionCodec;
import io.xmlfleet.message.MalformedMessageException;
import io.xmlfleet.topic.TopicReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what people did to dead letters, from the beginning of the topic. A fleet from before there
 * was this topic has done nothing. Confined to one thread.
 */
final class LetterActions {
  private static final Logger LOG = LoggerFactory.getLogger(LetterActions.class);

  private final TopicReader topic;

  LetterActions(TopicReader topic) {
    this.topic = topic;
  }

  /** Hands over every action, in the order in which they were done. */
  void visit(Consumer<LetterAction> visitor) throws InterruptedException {
    if (!topic.exists()) {
      return;
    }
    topic.readAll(
        consumed -> {
          LetterAction action;
          try {
            action = LetterActionCodec.decode(consumed);
          } catch (MalformedMessageException e) {
            LOG.warn("Passed over a record of the actions at offset {}", consumed.offset());
            return;
          }
          visitor.accept(action);
        });
  }

  /** The states of these items; those that nobody has done anything to are missing. */
  Map<ItemId, LetterState> states(Set<ItemId> items) throws InterruptedException {
    Map<ItemId, LetterState> states = new HashMap<>();
    visit(
        action -> {
          LetterAction head = action.on(List.of());
          for (LetterAction.Acted acted : action.letters()) {
            if (items.contains(acted.item())) {
              states.merge(
                  acted.item(),
                  LetterState.NONE.after(head, acted.attempt()),
                  (before, any) -> before.after(head, acted.attempt()));
            }
          }
        });
    return states;
  }
}
