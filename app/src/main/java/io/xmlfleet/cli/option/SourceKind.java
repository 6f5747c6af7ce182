package io.xmlfleet.cli.option;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.Following;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.wiring.DatabaseAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of source: what asks for it, what goes with it, how it is opened. {@link
 * InputOptions#kind} has the list.
 */
public interface SourceKind {
  /**
   * What documents are read with.
   *
   * @param kafka the brokers of --kafka
   * @param database the one of --db; null: no kind that needs one is asked for
   * @param contract what maps the documents; null: not known here
   * @param following how long to go on; null: to the end of what there is
   */
  record Request(
      KafkaSettings kafka,
      TopicNames topics,
      DatabaseAccess.@Nullable Login database,
      @Nullable String contract,
      int maxDocumentBytes,
      @Nullable Following following) {}

  /** What asks for it, for people. */
  String option();

  boolean asked();

  /** Options that are of use only with this kind. */
  List<String> options();

  /** Why one of these options cannot go with another kind. */
  default String misplaced(String option, SourceKind asked) {
    return option + " needs " + option();
  }

  /**
   * Checks what the kind alone knows of its options.
   *
   * @param follows whether it is to be read until somebody stops it
   * @throws UsageException if they do not fit together
   */
  default void check(boolean follows) {}

  /** Whether a run of it can go on as the same run; else the rest is another one. */
  default boolean canBeResumed() {
    return true;
  }

  default boolean needsDatabase() {
    return false;
  }

  /** Opens it before any server is asked, so that a wrong name is told at once; null: cannot. */
  default @Nullable DocumentSource openAlone() {
    return null;
  }

  /**
   * Opens it.
   *
   * @throws UsageException if it cannot be read as asked
   */
  DocumentSource open(Request request);

  /** The same, unless it was opened alone. */
  default @Nullable DocumentSource openUnless(@Nullable DocumentSource alone, Request request) {
    return alone == null ? open(request) : null;
  }
}
