package io.xmlfleet.cli.base;

/** A command whose exit code says how documents fared. */
public interface LoadingCommand extends VerdictCommand {
  @Override
  default String good() {
    return "done; every document is loaded";
  }

  @Override
  default String bad() {
    return "done; some documents failed";
  }
}
