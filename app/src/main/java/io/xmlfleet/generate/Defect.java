package io.xmlfleet.generate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One way in which a document can be broken: the first match of a pattern is replaced. */
interface Defect {
  /** What a sound document has. */
  Pattern sound();

  /** What stands there instead; may refer to groups of the pattern. */
  String broken();

  /**
   * The document, broken.
   *
   * @throws IllegalStateException if it has nothing to break in this way
   */
  default String applyTo(String document) {
    Matcher matcher = sound().matcher(document);
    if (!matcher.find()) {
      throw new IllegalStateException("nothing to break for " + this);
    }
    return matcher.replaceFirst(broken());
  }
}
