package io.xmlfleet.source.split;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.xmlfleet.xml.input.EntityFilter;
import io.xmlfleet.xml.input.Utf8Input;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the records out of one document, one after the other, in memory for one record. Each is a
 * document of its own: the bytes as they stand (in UTF-8, with entities replaced, see {@link
 * EntityFilter}), and on its start tag the namespaces and {@code xml:} attributes of the elements
 * around it. Of records within records the outer one counts. Nothing is fetched. Confined to one
 * thread.
 */
public final class RecordSplitter implements Closeable {
  private final InputStream in;
  private final SplitPaths paths;
  private final int limitBytes;
  private final PathProgress progress;
  private final Names names = new Names();
  private final Deque<Inherited> around = new ArrayDeque<>();

  private @Nullable Reading reading;
  private boolean ended;
  private String root = "";
  private int depth;
  private long ordinal;

  /** A document that is open for reading. */
  private record Reading(EntityFilter filter, Window window, XMLStreamReader2 parser) {
    long tokenStart() {
      return parser.getLocationInfo().getStartingByteOffset();
    }
  }

  /**
   * Nothing is read yet.
   *
   * @param in in any encoding that XML allows and this JVM knows; closed with this
   * @param limitBytes a record that is larger is refused
   */
  public RecordSplitter(InputStream in, SplitPaths paths, int limitBytes) {
    this.in = in;
    this.paths = paths;
    this.limitBytes = limitBytes;
    this.progress = new PathProgress(paths);
    around.push(Inherited.NOTHING);
  }

  /** The next record; a refusal of the whole is the last one; null: there is nothing more. */
  public @Nullable Piece next() {
    if (ended) {
      return null;
    }
    try {
      Piece piece = advance(open());
      if (piece == null) {
        ended = true;
        return ordinal == 0 ? nothingFound() : null;
      }
      return piece;
    } catch (IOException | XMLStreamException | RuntimeException e) {
      ended = true;
      return new Piece.Refused(Piece.WHOLE, Reasons.of(e, location()));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private Reading open() throws IOException, XMLStreamException {
    Reading current = reading;
    if (current == null) {
      EntityFilter filter = Utf8Input.of(in);
      Window window = new Window(filter, limitBytes);
      InputFactoryImpl parsers = new InputFactoryImpl();
      parsers.setProperty(XMLInputFactory.IS_COALESCING, false);
      parsers.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
      parsers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      current =
          new Reading(filter, window, (XMLStreamReader2) parsers.createXMLStreamReader(window));
      reading = current;
    }
    return current;
  }

  private @Nullable Piece advance(Reading from) throws IOException, XMLStreamException {
    XMLStreamReader2 parser = from.parser;
    for (int event = parser.next();
        event != XMLStreamConstants.END_DOCUMENT;
        event = parser.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (enter(parser) == PathProgress.Place.RECORD) {
          return record(from);
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        leave();
      }
      from.window.wantFrom(from.tokenStart());
      from.filter.rejection(0, from.tokenStart());
    }
    return null;
  }

  private PathProgress.Place enter(XMLStreamReader2 parser) throws IOException {
    depth++;
    names.count(parser, depth);
    if (depth == 1) {
      root = parser.getPrefixedName();
    }
    PathProgress.Place place = progress.enter(depth, parser.getPrefix(), parser.getLocalName());
    if (place == PathProgress.Place.ABOVE) {
      around.push(innermost().with(parser));
    }
    return place;
  }

  private void leave() {
    progress.leave(depth);
    depth--;
    // One for each element that has records in it, on the way down to here; and the outermost.
    while (around.size() > depth + 1) {
      around.pop();
    }
  }

  private Inherited innermost() {
    return around.element();
  }

  private Piece record(Reading from) throws IOException, XMLStreamException {
    long number = ++ordinal;
    long start = from.tokenStart();
    from.window.wantFrom(start);
    int nameEnd = 1 + from.parser.getPrefixedName().getBytes(StandardCharsets.UTF_8).length;
    byte[] inherited = innermost().missingIn(from.parser).getBytes(StandardCharsets.UTF_8);
    String refusal = skipRecord(from, start);
    long end = from.parser.getLocationInfo().getEndingByteOffset();
    String last = from.filter.rejection(start, end);
    long size = end - start + inherited.length;
    if (size > limitBytes) {
      return new Piece.Refused(number, tooLarge(size));
    }
    if (refusal != null || last != null) {
      return new Piece.Refused(number, "the record " + (refusal == null ? last : refusal));
    }
    byte[] bytes = new byte[(int) size];
    from.window.copy(start, bytes, 0, nameEnd);
    System.arraycopy(inherited, 0, bytes, nameEnd, inherited.length);
    from.window.copy(
        start + nameEnd,
        bytes,
        nameEnd + inherited.length,
        bytes.length - nameEnd - inherited.length);
    from.window.wantFrom(end);
    return new Piece.Cut(number, bytes);
  }

  /** Goes to the end of the record; the first thing in it that refuses it. */
  private @Nullable String skipRecord(Reading from, long start)
      throws IOException, XMLStreamException {
    int recordDepth = depth;
    String first = null;
    while (depth >= recordDepth) {
      int event = from.parser.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        names.count(from.parser, depth);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
      String refusal = from.filter.rejection(start, from.tokenStart());
      first = first == null ? refusal : first;
    }
    progress.leave(recordDepth);
    return first;
  }

  private Piece nothingFound() {
    return new Piece.Refused(
        Piece.WHOLE, "no element of the document is " + paths + "; its root element is " + root);
  }

  private String tooLarge(long size) {
    return String.format(
        Locale.ROOT,
        "the record has %,d bytes, more than the limit of %,d bytes",
        size,
        limitBytes);
  }

  private @Nullable Location location() {
    Reading current = reading;
    return current == null ? null : current.parser.getLocationInfo().getCurrentLocation();
  }
}
