package io.xmlfleet.cli.base;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import picocli.CommandLine.Model.CommandSpec;

/** The groups of commands that help shows, in its order; each has a package of {@code cli}. */
public enum CommandGroup {
  FLEET("Loading documents, in one process or in several:"),
  INSPECT("Looking at runs and rows:"),
  LETTER("Documents that failed:"),
  CONTRACT("Contracts:"),
  PREPARE("Before the first run:"),
  SERVER("Local servers:"),
  HELP("Help:");

  private final String title;

  CommandGroup(String title) {
    this.title = title;
  }

  /** The group of a command below {@code xmlfleet}. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  public @interface Member {
    CommandGroup value();
  }

  public String title() {
    return title;
  }

  /**
   * What a command says of itself.
   *
   * @throws IllegalStateException if it says nothing
   */
  public static CommandGroup of(CommandSpec command) {
    Object user = command.userObject();
    Class<?> type = user instanceof Class<?> itself ? itself : user.getClass();
    Member member = type.getAnnotation(Member.class);
    if (member != null) {
      return member.value();
    }
    if (command.helpCommand()) {
      return HELP;
    }
    throw new IllegalStateException("the command " + command.name() + " names no group");
  }
}
