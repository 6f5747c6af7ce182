package io.xmlfleet.workbench;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.mapping.ContractUses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some lines of a document as it is written, and what the contract takes of them. Immutable.
 *
 * @param from where it begins, in UTF-16 units from the document's start
 * @param to behind its last line
 * @param more whether other lines come behind
 * @param first number of the first line, from 1
 */
record SourceWindow(int from, int to, boolean more, int first, List<List<Piece>> lines) {
  private static final int MOST_CHARACTERS = 48 * 1024;

  /**
   * A part of a line.
   *
   * @param element 0: it belongs to none, as punctuation and comments do
   * @param part null: it is none that something could take
   * @param uses what it is taken for
   */
  record Piece(
      String text,
      int element,
      SourceText.@Nullable Part part,
      @Nullable String name,
      List<String> uses) {}

  /**
   * The window at an offset: it begins with that offset's line, or within it where the line is too
   * long for a window.
   */
  static SourceWindow of(
      byte[] document, int offset, @Nullable ContractUses uses, SamplePaths paths) {
    return of(SourceText.of(document), document, offset, uses, paths);
  }

  /** The window that has an element; somewhat before it begins the window. */
  static SourceWindow around(
      byte[] document, int element, @Nullable ContractUses uses, SamplePaths paths) {
    SourceText source = SourceText.of(document);
    int offset = Math.max(0, source.offsetOf(element) - MOST_CHARACTERS / 4);
    return of(source, document, offset, uses, paths);
  }

  private static SourceWindow of(
      SourceText source,
      byte[] document,
      int offset,
      @Nullable ContractUses uses,
      SamplePaths paths) {
    String text = source.text();
    int from = begin(text, Math.max(0, Math.min(offset, text.length())));
    int to = end(text, from);
    List<SourceText.Piece> pieces = new ArrayList<>();
    source.visit(
        piece -> {
          if (piece.end() > from && piece.start() < to) {
            pieces.add(piece);
          }
          return piece.start() < to;
        });
    Map<Integer, MappedWalk.Element> elements = elements(document, pieces, uses, paths);
    Lines lines = new Lines(text);
    int at = from;
    for (SourceText.Piece piece : pieces) {
      int start = Math.max(from, piece.start());
      int end = Math.min(to, piece.end());
      if (start >= at && end > start) {
        lines.add(at, start, null, List.of());
        lines.add(start, end, piece, purposes(piece, elements.get(piece.element())));
        at = end;
      }
    }
    lines.add(at, to, null, List.of());
    return new SourceWindow(from, to, to < text.length(), source.line(from), lines.done());
  }

  private static int begin(String text, int offset) {
    int line = text.lastIndexOf('\n', offset - 1) + 1;
    return offset - line > MOST_CHARACTERS ? offset : line;
  }

  private static int end(String text, int from) {
    int most = Math.min(text.length(), from + MOST_CHARACTERS);
    if (most == text.length()) {
      return most;
    }
    int line = text.lastIndexOf('\n', most - 1) + 1;
    if (line > from) {
      return line;
    }
    int tag = text.lastIndexOf('<', most);
    return tag > from ? tag : most;
  }

  /** Those that the pieces belong to. */
  private static Map<Integer, MappedWalk.Element> elements(
      byte[] document,
      List<SourceText.Piece> pieces,
      @Nullable ContractUses uses,
      SamplePaths paths) {
    Set<Integer> wanted = new HashSet<>();
    pieces.forEach(piece -> wanted.add(piece.element()));
    int last = wanted.stream().mapToInt(each -> each).max().orElse(0);
    Map<Integer, MappedWalk.Element> found = new HashMap<>();
    MappedWalk walk =
        new MappedWalk(
            uses,
            paths,
            element -> {
              if (wanted.contains(element.number())) {
                found.put(element.number(), element);
              }
              return element.number() <= last;
            });
    Failure unused = walk.run(document); // as far as it goes
    return found;
  }

  private static List<String> purposes(
      SourceText.Piece piece, MappedWalk.@Nullable Element element) {
    ContractUses.Place place = element == null ? null : element.place();
    if (element == null || place == null) {
      return List.of();
    }
    return switch (piece.part()) {
      case ELEMENT -> DocumentWindow.purposes(place.element());
      case TEXT -> DocumentWindow.purposes(place.text());
      case ATTRIBUTE ->
          element.attributes().stream()
              .filter(each -> each.name().local().equals(piece.name()))
              .findFirst()
              .map(
                  each ->
                      DocumentWindow.purposes(
                          place.attribute(each.name().local(), each.name().namespace())))
              .orElse(List.of());
    };
  }

  /** Confined to one thread. */
  private static final class Lines {
    private final String text;
    private final List<List<Piece>> lines = new ArrayList<>();
    private List<Piece> line = new ArrayList<>();

    Lines(String text) {
      this.text = text;
    }

    void add(int from, int to, SourceText.@Nullable Piece piece, List<String> uses) {
      int start = from;
      while (start < to) {
        int newline = text.indexOf('\n', start);
        int end = newline < 0 || newline >= to ? to : newline;
        int shown = end < to && end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
        if (shown > start) {
          line.add(
              piece == null
                  ? new Piece(text.substring(start, shown), 0, null, null, List.of())
                  : new Piece(
                      text.substring(start, shown),
                      piece.element(),
                      piece.part(),
                      piece.part() == SourceText.Part.ATTRIBUTE ? piece.name() : null,
                      uses));
        }
        if (end < to) {
          lines.add(line);
          line = new ArrayList<>();
        }
        start = end + (end < to ? 1 : 0);
      }
    }

    List<List<Piece>> done() {
      if (!line.isEmpty()) {
        lines.add(line);
      }
      return lines;
    }
  }
}
