package io.xmlfleet.progress;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.MalformedMessageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * A run's state as bytes: version, the facts as length-prefixed JSON, then the sets in Roaring's
 * portable format: loaded, already loaded, dead letters, and for each stage its name and set.
 */
final class RunStateCodec {
  private static final int VERSION = 1;

  private RunStateCodec() {}

  static byte[] write(RunState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      byte[] facts = FleetJson.write(state.facts());
      out.writeInt(facts.length);
      out.write(facts);
      ItemSets items = state.items();
      items.loaded().write(out);
      items.alreadyLoaded().write(out);
      items.letters().write(out);
      out.writeByte(items.failed().size());
      for (var failed : items.failed().entrySet()) {
        out.writeUTF(failed.getKey().name());
        failed.getValue().write(out);
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a snapshot.
   *
   * @throws MalformedMessageException if it is of another version, or damaged
   */
  static RunState read(String run, byte[] snapshot) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException("snapshot version " + version);
      }
      RunState.Facts facts = FleetJson.read(in.readNBytes(in.readInt()), RunState.Facts.class);
      SequenceSet loaded = SequenceSet.read(in);
      SequenceSet alreadyLoaded = SequenceSet.read(in);
      SequenceSet letters = SequenceSet.read(in);
      Map<Stage, SequenceSet> failed = new EnumMap<>(Stage.class);
      int stages = in.readByte();
      for (int i = 0; i < stages; i++) {
        failed.put(Stage.valueOf(in.readUTF()), SequenceSet.read(in));
      }
      RunState state = new RunState(run, new ItemSets(loaded, alreadyLoaded, letters, failed));
      state.restore(facts);
      return state;
    } catch (IOException | RuntimeException e) { // whatever the sets' format makes of foreign bytes
      throw new MalformedMessageException("the snapshot of run " + run + " cannot be read", e);
    }
  }
}
