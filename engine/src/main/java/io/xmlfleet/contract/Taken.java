package io.xmlfleet.contract;

/** What of an element a path takes: the last step says it. Immutable. */
public sealed interface Taken {
  /** The value of an attribute. */
  record Attribute(PathStep name) implements Taken {}

  /** Something that every element has. */
  enum Part implements Taken {
    /** All text in it, without white space at both ends. */
    TEXT(""),
    /** How many such elements there are. */
    COUNT("count()"),
    /** Its local name. */
    NAME("name()"),
    /** The URI of its namespace; null where it is in none. */
    NAMESPACE("namespace()"),
    /** Its number among the elements of its name in its parent, from 1. */
    POSITION("position()"),
    /** Its number among all elements in its parent, from 1. */
    POSITION_OF_ALL("position(*)"),
    /** How many elements there are from the root to it, both included. */
    DEPTH("depth()"),
    /** What is in it, as XML: well-formed, with the namespaces that it needs. */
    XML("xml()"),
    /** All text in it as it stands. */
    RAW_TEXT("raw-text()"),
    /**
     * All text in it, with a blank where elements begin and end, and one blank for all other white
     * space.
     */
    SPACED_TEXT("spaced-text()"),
    /** The text in it that is in no element in it, without white space at both ends. */
    OWN_TEXT("text()");

    private final String written;

    Part(String written) {
      this.written = written;
    }

    /** As the last step of a path; empty: no step says it. */
    public String written() {
      return written;
    }

    /** Whether it is known only when the element has ended. */
    public boolean isOfContent() {
      return switch (this) {
        case TEXT, XML, RAW_TEXT, SPACED_TEXT, OWN_TEXT -> true;
        case COUNT, NAME, NAMESPACE, POSITION, POSITION_OF_ALL, DEPTH -> false;
      };
    }
  }
}
