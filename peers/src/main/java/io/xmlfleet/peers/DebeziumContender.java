package io.xmlfleet.peers;

import java.util.ArrayList;
import java.util.List;

/**
 * Debezium's JDBC sink, its task alone as Connect's worker would drive it, over rows that were
 * flattened before the clock started. It takes no part where documents are broken: nobody would
 * hand it those, and it has no way to set aside a row that the database refuses.
 */
final class DebeziumContender implements Contender {
  @Override
  public String name() {
    return "debezium-jdbc";
  }

  @Override
  public boolean enters(Arm arm) {
    return !arm.poisoned();
  }

  @Override
  public void prepare(Setting setting) {
    new FlatTopic(setting.corpus().contract().tables()).fill(setting);
  }

  @Override
  public Running start(Setting setting) {
    FlatTopic topic = new FlatTopic(setting.corpus().contract().tables());
    List<DebeziumTask> tasks = new ArrayList<>();
    for (int i = 0; i < setting.threads(); i++) {
      tasks.add(DebeziumTask.start(setting, topic, i));
    }
    return () -> tasks.forEach(DebeziumTask::close);
  }
}
