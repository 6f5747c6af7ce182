package io.xmlfleet.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
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

  /** Long enough to fall from a small stack; a square's share of the least time tells it. */
  private static final int SHORT = 10_000;

  private static final long SUSPICIOUS_NANOS =
      LEAST.toNanos() / (LENGTH / SHORT) / (LENGTH / SHORT);
  private static final int TRIES = 3;
  private static final int STACK = 192 * 1024;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private HostileText() {}

  /**
   * Hands over each text, with an end that nobody looks for, and between the beginning and the end
   * that the place looks for. Short ones come first; only what takes more of the processor's time
   * for one than what is linear is given the long one.
   *
   * @param place for the message
   * @param use may refuse the text with any exception, not with an error
   * @throws AssertionError if one takes a thousand times as long as a plain pass over it (and 15
   *     s), or ends with an error
   */
  public static void isReadInLinearTime(
      String place, String beginning, String end, Function<String, ?> use) {
    AtomicReference<String> current = new AtomicReference<>("");
    List<Text> suspicious = new ArrayList<>();
    Runnable all =
        () -> {
          for (String seed : SEEDS) {
            for (Text text : List.of(new Text(seed, "", "\0"), new Text(seed, beginning, end))) {
              current.set(text.what(place, SHORT));
              if (isSuspicious(text.of(SHORT), use)) {
                suspicious.add(text);
              }
            }
          }
        };
    require(current, LEAST.multipliedBy(4), all);
    for (Text text : suspicious) {
      String whole = text.of(LENGTH);
      current.set(text.what(place, LENGTH));
      require(current, limit(whole), () -> tryOut(whole, use));
    }
  }

  /** The same for a place that looks for no beginning and no end. */
  public static void isReadInLinearTime(String place, Function<String, ?> use) {
    isReadInLinearTime(place, "", "", use);
  }

  /** A seed again and again, between two ends. */
  private record Text(String seed, String beginning, String end) {
    String of(int length) {
      return beginning + seed.repeat(length / seed.length()) + end;
    }

    String what(String place, int length) {
      return place + " with \"" + seed + "\", " + length + " characters of it: ";
    }
  }

  /**
   * Others that keep the processor busy, and what is done for the first time, count for nothing.
   */
  private static boolean isSuspicious(String text, Function<String, ?> use) {
    for (int i = 0; i < TRIES; i++) {
      long begun = THREADS.getCurrentThreadCpuTime();
      tryOut(text, use);
      if (THREADS.getCurrentThreadCpuTime() - begun < SUSPICIOUS_NANOS) {
        return false;
      }
    }
    return true;
  }

  private static void require(AtomicReference<String> what, Duration limit, Runnable work) {
    FutureTask<Void> task = new FutureTask<>(work, null);
    Thread thread = new Thread(null, task, "hostile-text", STACK);
    thread.setDaemon(true); // one that goes on for hours is left alone
    thread.start();
    try {
      task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(what.get() + "not done after " + limit, e);
    } catch (ExecutionException e) {
      throw new AssertionError(what.get() + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(what.get() + "interrupted", e);
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
