package io.xmlfleet.source.file;

import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.Following;
import io.xmlfleet.source.document.FoundDocument;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.source.document.Versions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Files as they come: scans again and again, and gives those that are new or have changed. A file
 * is taken when it is the same as in the scan before or was written a while ago, so that nobody
 * reads one that is still being written. It remembers what there is, not what there was. Confined
 * to one thread.
 */
public final class FollowedSource implements DocumentSource {
  /** Between two scans; one that takes long to look is followed by a longer pause. */
  static final Duration PAUSE = Duration.ofSeconds(2);

  private static final int PAUSES_A_SCAN = 5;

  private final Supplier<DocumentSource> scans;
  private final Following following;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private Map<String, State> before = Map.of();
  private Map<String, State> now = new HashMap<>();
  private DocumentSource scan;

  /** What looking has taken in this scan, without what was done with what it found. */
  private long scanNanos;

  private int leftOut;
  private @Nullable FoundDocument next;
  private Runnable idle = () -> {};

  /** A file in a scan. */
  private record State(long bytes, long modifiedMillis, boolean taken, Versions versions) {
    boolean isSame(State other) {
      return bytes == other.bytes && modifiedMillis == other.modifiedMillis;
    }

    State asTaken() {
      return new State(bytes, modifiedMillis, true, versions);
    }
  }

  /**
   * Follows.
   *
   * @param scans begins a scan: what there is now, as files
   * @param clock tells how old a file is
   */
  public FollowedSource(Supplier<DocumentSource> scans, Following following, Clock clock) {
    this(scans, following, clock, System::nanoTime);
  }

  FollowedSource(
      Supplier<DocumentSource> scans, Following following, Clock clock, LongSupplier nanoTime) {
    this.scans = scans;
    this.following = following;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.scan = scans.get();
  }

  @Override
  public String description() {
    return scan.description() + ", followed";
  }

  @Override
  public boolean isUnbounded() {
    return true;
  }

  @Override
  public void whenIdle(Runnable action) {
    idle = action;
  }

  @Override
  public int leftOut() {
    return leftOut; // of the last scan: each meets the same links
  }

  /** Waits for a file; false: reading is to end. */
  @Override
  public boolean hasNext() {
    while (!following.endsWithin(Duration.ZERO)) {
      if (next != null) {
        return true;
      }
      FoundDocument found = look();
      if (found != null) {
        next = taken(found);
      } else if (endsAfterScan()) {
        return false;
      }
    }
    return false;
  }

  private @Nullable FoundDocument look() {
    long begun = nanoTime.getAsLong();
    FoundDocument found = scan.hasNext() ? scan.find() : null;
    scanNanos += nanoTime.getAsLong() - begun;
    return found;
  }

  private boolean endsAfterScan() {
    scan.close();
    leftOut = scan.leftOut();
    before = now;
    now = new HashMap<>();
    idle.run();
    Duration pause = Duration.ofNanos(PAUSES_A_SCAN * scanNanos);
    boolean ends = following.endsWithin(pause.compareTo(PAUSE) < 0 ? PAUSE : pause);
    scan = scans.get();
    scanNanos = 0;
    return ends;
  }

  /** The file if it is to be sent; null: it was, or it is not finished. */
  private @Nullable FoundDocument taken(FoundDocument found) {
    FoundDocument.InFile file = found.file();
    State earlier = before.get(found.recordId());
    Versions versions = earlier == null ? new Versions(found.recordId()) : earlier.versions();
    State state =
        file == null
            ? new State(0, 0, false, versions)
            : new State(file.bytes(), file.modifiedMillis(), false, versions);
    boolean same = earlier != null && earlier.isSame(state);
    if (earlier != null && same && earlier.taken()) {
      now.put(found.recordId(), earlier);
      return null;
    }
    boolean finished =
        same || file == null || file.modifiedMillis() < clock.millis() - PAUSE.toMillis();
    now.put(found.recordId(), finished ? state.asTaken() : state);
    return finished ? found.of(versions) : null;
  }

  @Override
  public SourceDocument next() {
    return find().read();
  }

  @Override
  public FoundDocument find() {
    FoundDocument found = hasNext() ? next : null;
    if (found == null) {
      throw new NoSuchElementException();
    }
    next = null;
    return found;
  }

  @Override
  public void close() {
    scan.close();
  }
}
