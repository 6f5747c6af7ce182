package io.xmlfleet.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicPlan;
import io.xmlfleet.topic.TopicSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A topic of rows instead of documents, as many partitions as the work has. The rows of a document
 * follow each other, parents first; a header says which table. Immutable and thread-safe.
 */
final class FlatTopic {
  private static final TopicNames TOPICS = new TopicNames("flat");

  static final String NAME = TOPICS.work();

  private static final String TABLE = "table";

  private final List<FlatRow> rows;

  FlatTopic(List<Table> tables) {
    this.rows = tables.stream().map(FlatRow::new).toList();
  }

  /** Maps all documents and sends their rows. */
  void fill(Setting setting) {
    Mapping mapping = new Mapping(setting.corpus().contract());
    TopicSetup.create(new KafkaSettings(setting.bootstrapServers()), TOPICS, TopicPlan.standard());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(PeerKafka.producer(setting))) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Path file : setting.corpus().files()) {
        String recordId = file.toString();
        Mapped.Rows document = mapping.rows(recordId, Files.readAllBytes(file));
        packed(recordId, document).forEach(row -> sent.add(producer.send(row)));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException e) {
      throw new InfrastructureException("the rows cannot be sent", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while rows were sent", e);
    }
  }

  /** As a sink gets it; its topic is the table's name. */
  SinkRecord sinkRecord(ConsumerRecord<byte[], byte[]> consumed) {
    FlatRow row = rows.get(consumed.headers().lastHeader(TABLE).value()[0]);
    return new SinkRecord(
        row.table().id().name(),
        consumed.partition(),
        Schema.BYTES_SCHEMA,
        consumed.key(),
        row.schema(),
        row.unpack(consumed.value()),
        consumed.offset());
  }

  private List<ProducerRecord<byte[], byte[]>> packed(String recordId, Mapped.Rows document) {
    List<ProducerRecord<byte[], byte[]>> packed = new ArrayList<>();
    for (RowBatch batch : document.batches()) {
      int table = place(batch.table());
      for (Object[] values : batch.rows()) {
        ProducerRecord<byte[], byte[]> row =
            new ProducerRecord<>(NAME, recordId.getBytes(UTF_8), rows.get(table).pack(values));
        row.headers().add(TABLE, new byte[] {(byte) table});
        packed.add(row);
      }
    }
    return packed;
  }

  private int place(Table table) {
    return rows.stream().map(FlatRow::table).toList().indexOf(table);
  }
}
