package io.xmlfleet.failure;

import org.jspecify.annotations.Nullable;

/**
 * A bound on the memory that is kept for one document while it becomes rows, by estimate: what is
 * kept says how much it takes, before memory runs out. Confined to one thread.
 */
public final class MemoryLimit {
  private static final long MEBIBYTE = 1024 * 1024;

  /** A String and the array in it. */
  private static final int TEXT = 40;

  /** Below it, looking for wide characters costs more than counting all as wide. */
  private static final int SHORT_TEXT = 24;

  private static final char MOST_NARROW = 0xFF;

  private final long limit;
  private final String advice;
  private long used;
  private boolean exceeded;

  /**
   * Nothing is used yet.
   *
   * @param limit in bytes
   * @param advice what to do for a document that needs more; follows upon a colon
   */
  public MemoryLimit(long limit, String advice) {
    this.limit = limit;
    this.advice = advice;
  }

  /** For who has all the memory there is. */
  public static MemoryLimit none() {
    return new MemoryLimit(Long.MAX_VALUE, "");
  }

  /**
   * More is kept; less, if negative.
   *
   * @throws Exceeded if that is too much
   */
  public void use(long bytes) {
    require(bytes);
    used += bytes;
  }

  /**
   * So much is needed for a moment.
   *
   * @throws Exceeded if that is too much
   */
  public void require(long bytes) {
    if (!has(bytes)) {
      exceeded = true;
      throw new Exceeded(reason());
    }
  }

  /** Whether there is so much. */
  public boolean has(long bytes) {
    return bytes <= limit - used;
  }

  private String reason() {
    return "the document needs more memory than the "
        + limit / MEBIBYTE
        + " MiB that one document may take (its bytes, texts and rows, by estimate): "
        + advice;
  }

  /** What is kept, in bytes. */
  public long used() {
    return used;
  }

  /** Whether more was asked for than there is. */
  public boolean exceeded() {
    return exceeded;
  }

  /** What a text takes, as Java keeps it: one byte a character, or two if one of them needs two. */
  public static long of(@Nullable CharSequence text) {
    if (text == null) {
      return 0;
    }
    int length = text.length();
    if (length > SHORT_TEXT) {
      int i = 0;
      while (i < length && text.charAt(i) <= MOST_NARROW) {
        i++;
      }
      if (i == length) {
        return TEXT + (long) length;
      }
    }
    return TEXT + 2L * length;
  }

  /** The document needs more; the message says how much there is, and what to do. */
  public static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Exceeded(String reason) {
      super(reason, null, false, false);
    }

    /** The document's failure at a stage. */
    public Failure failure(Stage stage, @Nullable String location) {
      return new Failure(stage, String.valueOf(getMessage()), location);
    }
  }
}
