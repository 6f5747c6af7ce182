package io.xmlfleet.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Texts of half a million characters on which regular expressions go back and forth or fall from
 * the stack, and the check that whoever gets one is done in a time that grows with its length.
 */
public final class HostileText {
  /** What the product's patterns begin with, go over and wait for, again and again. */
  private static final List<String> SEEDS =
      List.of(
          "a",
          "0",
          "é",
          "\uD83D\uDE00",
          "_",
          " ",
          "\n",
          "\r\n",
          "=",
          ".",
          "-",
          ":",
          ",",
          ";",
          "|",
          "/",
          "\\",
          "'",
          "''",
          "\"",
          "\\\"",
          "[",
          "]",
          "[]]",
          "(",
          ")",
          "()",
          "{",
          "}",
          "<",
          ">",
          "&",
          "$",
          "#",
          "a.",
          "a/",
          "/a",
          "/a:b",
          ", a",
          ", a.a",
          " → a.",
          " /a",
          "a b",
          "a\n",
          "<a ",
          "<a>",
          "<a b=\"",
          "<a b=''",
          "<!--",
          "<![CDATA[",
          "<?",
          "<?xml ",
          "</a>",
          "pwd=",
          "pwd={",
          "pwd={\n",
          "pwd=\"",
          "pwd=\"\n",
          "pwd=\"\\",
          "pwd ",
          "pwd=${a:",
          "${a:",
          "${a",
          "encoding",
          "encoding=\"",
          "encoding =",
          "\n at [",
          "\n at [a]: [1]",
          "0x",
          "code ",
          "⟨",
          "⟨=",
          "⟨FF",
          "aB",
          "Aa",
          "0.",
          "0-",
          " | ",
          "(a|",
          "${a:b}",
          "\u2028pwd={");

  private static final int LENGTH = 500_000;
  private static final int SLOWER = 1_000;
  private static final Duration LEAST = Duration.ofSeconds(15);
  private static final int STACK = 512 * 1024;

  private HostileText() {}

  /**
   * Hands over each text, with an end that nobody looks for, and between the beginning and the end
   * that the place looks for.
   *
   * @param place for the message
   * @param use may refuse the text with any exception, not with an error
   * @throws AssertionError if one takes a thousand times as long as a plain pass over it (and 15
   *     s), or ends with an error
   */
  public static void isReadInLinearTime(
      String place, String beginning, String end, Function<String, ?> use) {
    for (String seed : SEEDS) {
      String text = seed.repeat(LENGTH / seed.length());
      require(place, seed, text + '\0', use);
      require(place, seed, beginning + text + end, use);
    }
  }

  /** The same for a place that looks for no beginning and no end. */
  public static void isReadInLinearTime(String place, Function<String, ?> use) {
    isReadInLinearTime(place, "", "", use);
  }

  private static void require(String place, String seed, String text, Function<String, ?> use) {
    FutureTask<Void> task = new FutureTask<>(() -> tryOut(text, use), null);
    Thread thread = new Thread(null, task, "hostile-text", STACK);
    thread.setDaemon(true); // one that goes on for hours is left alone
    Duration limit = limit(text);
    thread.start();
    String what = place + " with \"" + seed + "\", " + LENGTH + " characters of it: ";
    try {
      task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(what + "not done after " + limit, e);
    } catch (ExecutionException e) {
      throw new AssertionError(what + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(what + "interrupted", e);
    }
  }

  private static void tryOut(String text, Function<String, ?> use) {
    try {
      Object unused = use.apply(text);
    } catch (RuntimeException e) {
      // Refused, and in time.
    }
  }

  private static Duration limit(String text) {
    long begun = System.nanoTime();
    int length = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).length();
    if (length != text.length()) {
      throw new IllegalStateException("the text is not well-formed");
    }
    Duration limit = Duration.ofNanos(SLOWER * (System.nanoTime() - begun));
    return limit.compareTo(LEAST) < 0 ? LEAST : limit;
  }
}
