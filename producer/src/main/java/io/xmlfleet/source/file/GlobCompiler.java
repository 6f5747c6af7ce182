package io.xmlfleet.source.file;

import io.xmlfleet.source.file.GlobProgram.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.PatternSyntaxException;

/** One pass over a glob. Confined to one thread. */
final class GlobCompiler {
  /** Braces that are open: where their last alternative begins, and where the others end. */
  private static final class Braces {
    private int latest;
    private final List<Integer> ends = new ArrayList<>();
  }

  private final String glob;
  private final List<Place> places = new ArrayList<>();
  private final Deque<Braces> open = new ArrayDeque<>();
  private int at;

  GlobCompiler(String glob) {
    this.glob = glob;
  }

  /**
   * Compiles.
   *
   * @throws PatternSyntaxException if a bracket or brace is not closed
   */
  GlobProgram program() {
    while (at < glob.length()) {
      next(take());
    }
    if (!open.isEmpty()) {
      throw new PatternSyntaxException("a { is not closed", glob, at);
    }
    return new GlobProgram(places);
  }

  private int take() {
    int c = glob.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  private void next(int c) {
    switch (c) {
      case '*' -> star();
      case '?' -> character(GlobCompiler::isWithinAName);
      case '[' -> set();
      case '{' -> {
        open.push(new Braces());
        alternative();
      }
      case '}' -> closeBraces();
      case ',' -> comma();
      case '\\' -> {
        if (at == glob.length()) {
          throw new PatternSyntaxException("nothing follows the last \\", glob, at);
        }
        literal(take());
      }
      default -> literal(c);
    }
  }

  private void literal(int wanted) {
    character(c -> c == wanted);
  }

  private void character(IntPredicate taken) {
    places.add(new Place(taken, GlobProgram.NOWHERE, false));
  }

  private void star() {
    boolean starts = at == 1 || glob.charAt(at - 2) == '/';
    if (at == glob.length() || glob.charAt(at) != '*') {
      run(GlobCompiler::isWithinAName);
      return;
    }
    at++;
    boolean wholeFolder = starts && at < glob.length() && glob.charAt(at) == '/';
    if (wholeFolder) {
      at++;
      places.add(new Place(null, places.size() + 5, true)); // or no folder at all
      run(c -> true);
      literal('/');
    } else {
      run(c -> true);
    }
  }

  /** Any number of characters: three places. */
  private void run(IntPredicate taken) {
    int start = places.size();
    places.add(new Place(null, start + 3, true));
    character(taken);
    places.add(new Place(null, start, false));
  }

  private void alternative() {
    open.element().latest = places.size();
    places.add(new Place(null, GlobProgram.NOWHERE, true));
  }

  private void comma() {
    Braces braces = open.peek();
    if (braces == null) {
      literal(',');
      return;
    }
    braces.ends.add(places.size());
    places.add(new Place(null, GlobProgram.NOWHERE, false));
    places.set(braces.latest, new Place(null, places.size(), true));
    alternative();
  }

  private void closeBraces() {
    if (open.isEmpty()) {
      literal('}');
      return;
    }
    for (int end : open.pop().ends) {
      places.set(end, new Place(null, places.size(), false));
    }
  }

  /** Stays within a name. */
  private void set() {
    int close = glob.indexOf(']', at + 1);
    if (close < 0) {
      throw new PatternSyntaxException("a [ is not closed", glob, at);
    }
    boolean negated = glob.charAt(at) == '!' || glob.charAt(at) == '^';
    int[] of = glob.substring(negated ? at + 1 : at, close).codePoints().toArray();
    List<int[]> ranges = new ArrayList<>();
    for (int i = 0; i < of.length; i++) {
      boolean range = i + 2 < of.length && of[i + 1] == '-';
      int last = range ? of[i + 2] : of[i];
      if (of[i] > last) {
        throw new PatternSyntaxException("a range in [ ] goes backwards", glob, at);
      }
      ranges.add(new int[] {of[i], last});
      i += range ? 2 : 0;
    }
    character(c -> c != '/' && negated != isIn(ranges, c));
    at = close + 1;
  }

  private static boolean isWithinAName(int c) {
    return c != '/';
  }

  private static boolean isIn(List<int[]> ranges, int c) {
    for (int[] range : ranges) {
      if (range[0] <= c && c <= range[1]) {
        return true;
      }
    }
    return false;
  }
}
