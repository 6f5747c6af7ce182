package io.xmlfleet.progress;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * A compressed set of sequences that knows its size: counting the bits of ten million at each
 * outcome and each report would take longer the longer the run. Confined to one thread.
 */
final class SequenceSet {
  private final Roaring64Bitmap members = new Roaring64Bitmap();
  private long size;

  boolean contains(long sequence) {
    return members.contains(sequence);
  }

  void add(long sequence) {
    if (!members.contains(sequence)) {
      members.addLong(sequence);
      size++;
    }
  }

  /** Whether it was in. */
  boolean remove(long sequence) {
    if (!members.contains(sequence)) {
      return false;
    }
    members.removeLong(sequence);
    size--;
    return true;
  }

  long size() {
    return size;
  }

  /** In Roaring's portable format. */
  void write(DataOutput out) throws IOException {
    members.runOptimize();
    members.serializePortable(out);
  }

  static SequenceSet read(DataInput in) throws IOException {
    SequenceSet set = new SequenceSet();
    set.members.deserializePortable(in);
    set.size = set.members.getLongCardinality();
    return set;
  }
}
