package io.xmlfleet.cli.base;

import io.xmlfleet.message.LetterAction;
import io.xmlfleet.publish.RunIds;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.SplittableRandom;

/** Who sits in front of this command, as far as the machine knows. */
public final class CurrentUser {
  private CurrentUser() {}

  /** {@code user@host}. */
  public static String name() {
    return System.getProperty("user.name", "unknown") + '@' + host();
  }

  /**
   * An action by this operator, now.
   *
   * @param asked the options that choose the letters
   */
  public static LetterAction action(LetterAction.Kind kind, String asked, Clock clock) {
    String id = RunIds.generate(clock, new SplittableRandom());
    return LetterAction.of(kind, id, name(), clock.instant(), asked);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
