package io.xmlfleet.cli;

/**
 * The one executable. It names no library, so that Java looks for none to say the version: what
 * knows all options loads four times as long as that takes.
 */
public final class Start {
  private Start() {}

  public static void main(String[] arguments) {
    if (arguments.length == 1 && Version.OPTIONS.contains(arguments[0])) {
      for (String line : Version.lines()) {
        System.out.println(line);
      }
      return;
    }
    Main.main(arguments);
  }
}
